import { templateName } from './block-name';
import { type Expression, expressionKey, type JoinedTexts, withInnerExpressions } from './expression';
import { STANDARD_HELPERS } from './helpers-file';
import type { TextHelper } from './node';

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
   * The expression with named templates in the place of what is joined.
   *
   * @param field the key that it stands behind
   */
  fold(expression: Expression, field?: string): Expression {
    if (expression.kind !== 'joinedTexts') return withInnerExpressions(expression, (inner) => this.fold(inner, field));
    const key = expressionKey(expression);
    const helper = this.byText.get(key) ?? this.helperFor(expression, field);
    this.byText.set(key, helper);
    return { kind: 'include', helper: helper.name };
  }

  /** Called after the collection, or after that and the field where the same is joined in other ways too. */
  private helperFor({ over, separator, text }: JoinedTexts, field: string | undefined): TextHelper {
    const steps = over.steps.map(String);
    const [collection] = steps.slice(-1);
    const wanted = [templateName(collection), ...(field === undefined ? [] : [templateName(collection, field)])];
    const further = this.taken.map((_, index) => `${wanted[0]}${index + 2}`);
    const name = [...wanted, ...further].find((candidate) => !this.taken.includes(candidate)) as string;
    this.taken.push(name);
    const between =
      separator === '' || separator.includes('*/') ? '' : `, with ${JSON.stringify(separator)} between them`;
    const comment = `A text for each of ${steps.join('.')}${between}.`;
    return { name, comment, branches: [], otherwise: { kind: 'joinedTexts', over, separator, text } };
  }
}
