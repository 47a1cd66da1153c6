import { templateName } from './block-name';
import { type Expression, expressionKey, type JoinedTexts, withInnerExpressions } from './expression';
import { STANDARD_HELPERS } from './helpers-file';
import type { Item, Part, TextHelper } from './node';
import { partKey } from './part-key';
import { joinedIn, textOf } from './text-item';

/** Puts the texts of elements, joined, into named templates: it takes a loop to write one. */
export class JoinedHelpers {
  private readonly byText = new Map<string, TextHelper>();
  private readonly taken: string[];

  /** @param others the named templates that there are already */
  constructor(others: readonly TextHelper[]) {
    this.taken = [...STANDARD_HELPERS, ...others.map(({ name }) => name)];
  }

  get helpers(): readonly TextHelper[] {
    return [...this.byText.values()];
  }

  /**
   * The expression with named templates in the place of what is joined, unless that reads the loops around.
   *
   * @param field the key that it stands behind
   */
  fold(expression: Expression, field?: string): Expression {
    if (expression.kind !== 'joinedTexts') return withInnerExpressions(expression, (inner) => this.fold(inner, field));
    const alone = outsideOfLoops(expression);
    if (!alone) return expression;
    const key = expressionKey(alone);
    const helper = this.byText.get(key) ?? this.helperFor(alone, field);
    this.byText.set(key, helper);
    return { kind: 'include', helper: helper.name };
  }

  /** Called after the collection that is gone through, or after that and the field where the same is joined in other ways too. */
  private helperFor(joined: JoinedTexts, field = 'text'): TextHelper {
    const [first, ...others] = joined.parts;
    const over = first?.kind === 'loop' && others.length === 0 ? first.over.steps.map(String) : undefined;
    const [collection] = over?.slice(-1) ?? [];
    const wanted = collection
      ? [templateName(collection), templateName(collection, field)]
      : [templateName(field) || 'text'];
    const further = this.taken.map((_, index) => `${wanted[0]}${index + 2}`);
    const name = [...wanted, ...further].find((candidate) => !this.taken.includes(candidate)) as string;
    this.taken.push(name);
    const { separator } = joined;
    const between = separator === '' ? '' : `, with ${JSON.stringify(separator)} between them`;
    const comment = over ? `A text for each of ${over.join('.')}${between}.` : `The text of ${field}.`;
    return { name, comment, branches: [], otherwise: joined };
  }
}

/** The joined texts as they are where no loop is around them; `undefined` where they read one that is. */
function outsideOfLoops(joined: JoinedTexts): JoinedTexts | undefined {
  const loops = [...partKey(joined.parts).matchAll(/"loop":(\d+)/g)].map(([, loop]) => Number(loop));
  const own = ownLoops(joined.parts);
  if (loops.some((loop) => !own.includes(loop))) return undefined;
  const outermost = Math.min(...own);
  return outermost > 0 && own.length > 0 ? withLoopsLower(joined, outermost) : joined;
}

function ownLoops(parts: readonly Part<Item>[]): number[] {
  return parts.flatMap((part): number[] => {
    switch (part.kind) {
      case 'loop':
        return [part.loop, ...ownLoops(part.parts)];
      case 'conditional':
        return ownLoops([...part.branches.flatMap((branch) => branch.parts), ...part.otherwise]);
      case 'item':
        return joinedIn(textOf(part)).flatMap((inner) => ownLoops(inner.parts));
      default:
        return [];
    }
  });
}

/** The same with all its loops numbered by so many less. */
function withLoopsLower<What>(what: What, by: number): What {
  if (Array.isArray(what)) return what.map((inner) => withLoopsLower(inner, by)) as What;
  if (typeof what !== 'object' || what === null) return what;
  const entries = Object.entries(what).map(([name, value]) => {
    if (name === 'shape') return [name, value];
    return [name, name === 'loop' ? value - by : withLoopsLower(value, by)];
  });
  return Object.fromEntries(entries);
}
