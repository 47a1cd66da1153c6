import { type Condition, conditionKey } from '../template/condition';
import { type Checksum, expressionKey } from '../template/expression';
import type { TemplateLines } from '../template/template-lines';
import type { PathSegment } from '../values/path';
import { conditionWords } from './condition-words';
import { withoutContainers } from './containers';
import {
  type ChartLine,
  DECIDES,
  type ExplainedObject,
  type ExplainedPlace,
  type PlaceAlternative,
  type PlaceResult,
} from './explanation';
import { type FieldStep, fieldInside, fieldText } from './field-path';
import { groupBy } from './group-by';
import { objectName } from './object-name';
import { type FieldContent, type Rendering, resultAt } from './results';
import { conditionsOn, simplifyWay } from './simplify-way';
import type { Site, TemplateObject } from './sites';
import { type Use, useAt } from './uses';

/** A field of an object that depends on a value. */
interface Field {
  readonly use: Use;
  readonly effect: string;
  readonly alternatives: readonly FieldContent[];
  readonly text: string;
}

/** A chart's templates, ready to be asked where values land. */
export class Places {
  /** The parts that stand at the same field of an object: conditions choose one of them. */
  private readonly alternatives = new Map<string, Site[]>();
  private readonly numbers = new Map<object, number>();

  /**
   * @param all the environments that name the objects
   * @param shown those that results are shown for
   */
  constructor(
    private readonly sites: readonly Site[],
    private readonly lines: TemplateLines,
    private readonly all: readonly Rendering[],
    private readonly shown: readonly Rendering[],
  ) {
    for (const site of sites) {
      const key = this.fieldKey(site);
      this.alternatives.set(key, [...(this.alternatives.get(key) ?? []), site]);
    }
  }

  /** The places of the objects that depend on the value at a path, or on what is in it. */
  of(path: readonly PathSegment[]): ExplainedPlace[] {
    return this.placesOf(this.usesOf(path));
  }

  /** The places that depend on the value at a path as a whole. */
  ofWhole(path: readonly PathSegment[]): ExplainedPlace[] {
    return this.placesOf(this.usesOf(path).filter(({ relation }) => relation.kind === 'same'));
  }

  private usesOf(path: readonly PathSegment[]): Use[] {
    const [{ template }] = this.all;
    return this.sites.flatMap((site) => useAt(site, path, template.helpers) ?? []);
  }

  private placesOf(uses: readonly Use[]): ExplainedPlace[] {
    const fields = [...groupBy(uses, ({ site, rest }) => this.fieldKey(site, rest)).values()];
    const objects = new Set(uses.map(({ site }) => site.object));
    const told = withoutContainers(fields).map((those) => this.field(those));
    const alike = groupBy(told, (field) => this.likeness(field));
    return [
      ...[...alike.values()].map((several) => this.place(several)),
      ...[...objects].flatMap((object) => this.checksumsOf(object)),
    ];
  }

  /** Of several uses of a value at one field, the one that says most counts. */
  private field(uses: readonly Use[]): Field {
    const use = uses.find(({ on }) => on !== 'presence') ?? (uses[0] as Use);
    const sites = new Set([
      ...uses.map(({ site }) => site),
      ...(use.rest.length === 0 ? (this.alternatives.get(this.fieldKey(use.site)) ?? []) : []),
    ]);
    const alternatives = this.sites
      .filter((site) => sites.has(site))
      .map((site) => ({ site, rest: uses.find((one) => one.site === site)?.rest ?? [] }));
    const effect = use.effect === DECIDES && alternatives.length > 1 ? 'decides what stands there' : use.effect;
    return { use, effect, alternatives, text: fieldText(fieldInside(use.site.field, use.rest)) };
  }

  /** A text that fields of several objects share where they have the same. */
  private likeness({ use, effect, alternatives, text }: Field): string {
    if (use.site.field.length === 0) return this.fieldKey(use.site);
    const described = alternatives.map(({ site }) => this.alternative([site]));
    return JSON.stringify([text, effect, described.map((one) => [one.text ?? one.lines, one.condition])]);
  }

  private place(fields: readonly Field[]): ExplainedPlace {
    const [{ effect, text, alternatives }] = fields as [Field];
    return {
      objects: fields.map(({ use }) => this.objectOf(use.site)),
      field: text,
      effect,
      alternatives: alternatives.map((_, index) =>
        this.alternative(fields.flatMap((field) => field.alternatives[index]?.site ?? [])),
      ),
      results: this.shown.map((rendering) => {
        const results = fields.map((field) => resultAt(field.alternatives, field.use, rendering));
        return results.find(({ count }) => count > 0) ?? (results[0] as PlaceResult);
      }),
    };
  }

  private objectOf({ object }: Site): ExplainedObject {
    const { kind, way } = object;
    return { kind, name: objectName(object, this.all), ...inWords(conditionsOn(simplifyWay(way))) };
  }

  private alternative(sites: readonly Site[]): PlaceAlternative {
    const [site] = sites as [Site];
    const line = this.lines.parts.get(site.part);
    const known = conditionsOn(simplifyWay(site.object.way)).map(conditionKey);
    if (site.part.kind === 'splice') known.push(conditionKey({ kind: 'truthy', reference: site.part.reference }));
    const conditions = conditionsOn(simplifyWay([...site.outer, ...site.own]));
    const helper = this.helperOf(site);
    return {
      lines: uniqueLines(sites.flatMap(({ part }) => this.lines.parts.get(part) ?? [])),
      ...(line && isOneLine(site) && { text: line.text }),
      ...(helper && { helper }),
      ...inWords(conditions.filter((condition) => !known.includes(conditionKey(condition)))),
    };
  }

  private helperOf({ part }: Site): ChartLine | undefined {
    if (part.kind === 'splice' || part.value.kind !== 'scalar' || part.value.expression.kind !== 'include') return;
    const { helper, suffix } = part.value.expression;
    const line = this.lines.helpers.get(suffix ? 'resourceName' : helper);
    return line && { file: line.file, line: line.line };
  }

  /** The checksums that change with an object. */
  private checksumsOf({ kind, name }: TemplateObject): ExplainedPlace[] {
    return this.sites.flatMap((site): ExplainedPlace[] => {
      const checksum = checksumAt(site);
      if (checksum?.objectKind !== kind || expressionKey(checksum.objectName) !== expressionKey(name)) return [];
      return [
        {
          objects: [this.objectOf(site)],
          field: fieldText(site.field),
          effect: `changes with ${kind} ${objectName({ kind, name, way: [] }, this.all)}, so that the pods restart`,
          alternatives: [this.alternative([site])],
          results: [],
        },
      ];
    });
  }

  private fieldKey({ object, field }: Site, rest: readonly PathSegment[] = []): string {
    const stepKey = ({ kind, text, part }: FieldStep) => [kind, text, part && this.numberOf(part)];
    return JSON.stringify([this.numberOf(object), ...fieldInside(field, rest).map(stepKey)]);
  }

  private numberOf(thing: object): number {
    const number = this.numbers.get(thing) ?? this.numbers.size;
    this.numbers.set(thing, number);
    return number;
  }
}

function inWords(conditions: readonly Condition[]): { readonly condition?: string } {
  const [first, ...others] = conditions;
  if (!first) return {};
  return { condition: conditionWords(others.length === 0 ? first : { kind: 'and', conditions }) };
}

function checksumAt({ part }: Site): Checksum | undefined {
  const expression = part.kind === 'entry' && part.value.kind === 'scalar' ? part.value.expression : undefined;
  return expression?.kind === 'checksum' ? expression : undefined;
}

function isOneLine({ part }: Site): boolean {
  return part.kind === 'splice' || part.value.kind === 'scalar';
}

function uniqueLines(lines: readonly ChartLine[]): ChartLine[] {
  return [...new Map(lines.map(({ file, line }) => [`${file}:${line}`, { file, line }])).values()];
}
