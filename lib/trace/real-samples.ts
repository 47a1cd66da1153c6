import { isRecord } from '../values/defaults';
import { parsePath } from '../values/path';
import type { AskedInSource, NamedTogether } from './asked-in-source';
import { AskedValues } from './asked-values';
import type { Comparison, RealSample } from './comparison';
import { Draws, type Sweep } from './draw';
import type { FoundTests } from './found-tests';
import { TAILS } from './named-texts';
import { type Place, patternKey, valueAt, withValueAt } from './place';
import type { SourceLiterals } from './source-literals';
import type { States } from './states';
import type { TraceInput } from './trace-input';
import { type Variable, variablesOf } from './variables';

/** What constructs name is swept through in so many environments. */
const MAX_ENVIRONMENTS = 4;

/** More elements than are looked at one by one. */
const LONG = 5;

/** So many texts that are asked for are held while others are swept through. */
const MAX_ASKED = 8;

/** So many values are drawn with empty texts in elements. */
const BLANK_DRAWS = 30;

/** So often, other texts and numbers are put into values that constructs refuse. */
const MAX_MENDED = 150;

/** What constructs name is put into values like these, made of those of an environment. */
interface Round {
  readonly near: (real: unknown) => unknown;
  readonly only?: Sweep['only'];
}

/** Values that were drawn, and those that they were made of. */
interface Made {
  readonly near: unknown;
  readonly drawn: unknown;
}

/** Real values for which a template has to give the right objects. What was drawn for one template stays for the next. */
export class RealSamples {
  private readonly draws: Draws;
  private readonly samples: RealSample[] = [];
  /** How each of them is made from the values of an environment. */
  private readonly makings: readonly ((real: unknown) => Made)[];
  private richValues: unknown;
  private samplesOfConditions?: readonly RealSample[];
  private samplesOfComparisons: readonly RealSample[] = [];
  private knownComparisons = 0;
  private samplesOfBlank?: readonly RealSample[];
  private samplesOfTests: readonly RealSample[] = [];
  private knownTests = -1;

  /** @param randomDraws so many values are drawn at random */
  constructor(
    private readonly input: TraceInput,
    private readonly states: States,
    private readonly tests: FoundTests,
    private readonly comparison: Comparison,
    private readonly literals: SourceLiterals,
    randomDraws: number,
  ) {
    const { definition, root, random, environments } = input;
    const draws = new Draws(definition.values, root, random, (path) => states.fixed.has(path), literals);
    this.draws = draws;
    const rounds = this.rounds.flatMap((round) => draws.namedSweeps.map((sweep) => this.swept(round, sweep)));
    this.makings = [
      ...environments.map(() => (real: unknown) => ({ near: real, drawn: real })),
      ...Array.from({ length: randomDraws }, () => (real: unknown) => ({ near: real, drawn: draws.draw(real) })),
      ...rounds,
      ...draws.otherSweeps.map((sweep) => (real: unknown) => ({ near: real, drawn: draws.sweep(real, sweep) })),
    ];
  }

  /** The first that is wrong. */
  find(isWrong: (sample: RealSample) => boolean): RealSample | undefined {
    const { environments } = this.input;
    for (const [at, make] of this.makings.entries()) {
      const { name, values } = environments[at % environments.length];
      this.samples[at] ??= this.sample(make(values), name);
      if (isWrong(this.samples[at])) return this.samples[at];
    }
    return (
      this.ofConditions().find(isWrong) ??
      this.ofComparisons().find(isWrong) ??
      this.ofTests().find(isWrong) ??
      this.blank().find(isWrong)
    );
  }

  /** The drawn values, or as many of them as the constructs take together. */
  private sample({ near, drawn }: Made, name: string): RealSample {
    const sample = this.comparison.sample(drawn, name);
    if (sample.built !== undefined) return sample;
    let most = sample;
    this.draws.taken.mostOf(near, drawn, (values) => {
      const tried = this.draws.taken.isTaken(values) ? this.comparison.sample(values, name) : sample;
      if (tried.built !== undefined) most = tried;
      return tried.built !== undefined;
    });
    return most;
  }

  /** A text may matter only while something else is on, or off, or while there are many of something. */
  private get rounds(): readonly Round[] {
    const { states } = this;
    return [
      ...this.input.environments.slice(0, MAX_ENVIRONMENTS).map(({ values }): Round => ({ near: () => values })),
      { near: () => this.rich },
      { near: () => this.long() },
      { near: () => states.bare(), only: 'text' },
      { near: () => states.bare(), only: 'number' },
      { near: () => states.mutate(states.rich(), 0.5, this.input.random) },
      { near: (real) => this.draws.draw(real) },
    ];
  }

  private swept({ near, only }: Round, sweep: Sweep): (real: unknown) => Made {
    return (real) => {
      const taken = this.taken(near(real), real);
      return { near: taken, drawn: this.draws.sweep(taken, { ...sweep, ...(only && { only }) }) };
    };
  }

  /** Values of a trace as the schema takes them. */
  private taken(values: unknown, real: unknown): unknown {
    return this.draws.taken.isTaken(values) ? values : this.draws.taken.accepted(real, this.draws.mended(values));
  }

  /** Real values with everything in them. */
  private get rich(): unknown {
    this.richValues ??= this.mendedRich();
    return this.richValues;
  }

  /** They need not be such as constructs take: with other texts and numbers they may be. */
  private mendedRich(): unknown {
    const [{ name, values: real }] = this.input.environments;
    const isBuilt = (values: unknown) => this.comparison.sample(values, name).built !== undefined;
    const rich = this.taken(this.states.rich(), real);
    if (isBuilt(rich)) return rich;
    const single = this.draws.taken.accepted(real, shortened(rich));
    for (let tries = 0; tries < MAX_MENDED; tries++) {
      const mended = this.draws.sweep(single, { candidates: 'others' });
      if (isBuilt(mended)) return mended;
    }
    return this.sample({ near: real, drawn: rich }, name).values;
  }

  /** Values with more elements in each list, as far as these may change. */
  private long(): unknown {
    const { rich } = this;
    const paths = [...this.states.fixed.keys()].map(parsePath);
    return paths.reduce<unknown>((values, path) => withValueAt(values, path, valueAt(rich, path)), lengthened(rich));
  }

  /** Values in which places are what a condition in the source of the constructs asks for, together. */
  private ofConditions(): readonly RealSample[] {
    this.samplesOfConditions ??= this.asked((values, base, condition) => values.of(base, condition));
    return this.samplesOfConditions;
  }

  /** Values in which some of that are compared with each other. */
  private ofComparisons(): readonly RealSample[] {
    const { comparisons } = this.tests;
    if (this.knownComparisons === comparisons.length) return this.samplesOfComparisons;
    this.knownComparisons = comparisons.length;
    const asked = this.asked((values, base, condition) => values.compared(base, condition, comparisons));
    this.samplesOfComparisons = [...asked, ...this.sweptAlike()];
    return this.samplesOfComparisons;
  }

  /** All texts and numbers, while two values are the same that are compared with each other. */
  private sweptAlike(): readonly RealSample[] {
    const [{ name }] = this.input.environments;
    const { compared } = this.states;
    return compared.pairsIn(this.rich).flatMap((pair) =>
      compared
        .besides(this.rich, pair)
        .slice(0, 1)
        .filter(({ values }) => this.draws.taken.isTaken(values))
        .flatMap(({ values }) =>
          this.draws.otherSweeps
            .filter(({ candidates }) => candidates === 'others')
            .map((sweep) => ({ ...sweep, only: 'text' as const }))
            .map((sweep) => this.sample({ near: values, drawn: this.draws.sweep(values, sweep) }, name)),
        ),
    );
  }

  private asked(
    make: (values: AskedValues, base: unknown, condition: AskedInSource) => readonly unknown[],
  ): readonly RealSample[] {
    const { root, random, environments, tracedProps } = this.input;
    const { release, namespace, appVersion } = tracedProps;
    const ofRelease = [release, namespace, appVersion].filter((text) => text !== undefined);
    const [{ name: base }] = environments;
    const formOf = (values: unknown) => formed(this.comparison.sample(values, base).built);
    const askedValues = new AskedValues(root, this.states.fixed, random, formOf);
    const bases = [{ ...environments[0], values: this.rich }, ...environments.slice(0, MAX_ENVIRONMENTS)];
    const withRelease = <Named extends NamedTogether>(named: Named): Named =>
      named.names.has('Release') ? { ...named, texts: [...named.texts, ...ofRelease] } : named;
    const known = new Set<unknown>();
    const isNew = (values: unknown) => known.size < known.add(this.comparison.intern(values)).size;
    return this.literals.asked.flatMap(({ around, ...own }) => {
      const condition = { ...withRelease(own), ...(around && { around: withRelease(around) }) };
      return bases.flatMap(({ name, values }) =>
        make(askedValues, values, condition)
          .map((drawn) => this.draws.taken.inOrder(this.draws.taken.accepted(values, drawn)))
          .filter(isNew)
          .map((drawn) => this.sample({ near: values, drawn }, name)),
      );
    });
  }

  /** Values in which a text is what constructs were seen to ask for. */
  private ofTests(): readonly RealSample[] {
    if (this.knownTests === this.tests.size) return this.samplesOfTests;
    this.knownTests = this.tests.size;
    this.samplesOfTests = [...this.searched(), ...this.askedTogether(), ...this.askedKeys()];
    return this.samplesOfTests;
  }

  /** With all kinds of other text around what is searched for. */
  private searched(): RealSample[] {
    const { environments } = this.input;
    const bases = [...environments, { ...environments[0], values: this.rich }];
    return bases.flatMap(({ name, values }) =>
      this.texts(values).flatMap((variable) => {
        const texts = this.tests
          .affixesOf(variable.place)
          .flatMap(({ value }) => [
            ...TAILS.flatMap((tail) => [value + tail, tail + value, tail + value + tail]),
            ...[`${value}${value}x`, `x${value}${value}`, value + value],
          ]);
        return withTexts(values, variable, texts).map((changed) => this.comparison.sample(changed, name));
      }),
    );
  }

  /** While others are what the constructs name: both may be asked for. */
  private askedTogether(): RealSample[] {
    const [{ name }] = this.input.environments;
    const { rich } = this;
    const asked = this.texts(rich).flatMap((variable) =>
      withTexts(rich, variable, this.askedOf(variable.place)).map((values) => ({
        values,
        kept: patternKey(variable.place),
      })),
    );
    return asked
      .filter(({ values }) => this.draws.taken.isTaken(values))
      .slice(0, MAX_ASKED)
      .flatMap(({ values, kept }) =>
        this.draws.namedSweeps.map((sweep) =>
          this.comparison.sample(this.draws.sweep(values, { ...sweep, kept }), name),
        ),
      );
  }

  /** Dictionaries with the keys that they are asked for, whatever stands there. */
  private askedKeys(): RealSample[] {
    const { environments } = this.input;
    const bases = [...environments, { ...environments[0], values: this.rich }];
    return bases.flatMap(({ name, values }) =>
      variablesOf(this.states.root, values, this.states.fixed).flatMap(({ place, shape }) => {
        const entries = valueAt(values, place.path);
        if (shape.kind !== 'dictionary' || !isRecord(entries)) return [];
        return this.tests
          .keysOf(place)
          .flatMap((key) => ['', 'x', 0].map((value) => ({ ...entries, [key]: value })))
          .filter((changed) => shape.schema.safeParse(changed).success)
          .map((changed) => this.draws.taken.inOrder(withValueAt(values, place.path, changed)))
          .map((changed) => this.comparison.sample(changed, name));
      }),
    );
  }

  private askedOf(place: Place): string[] {
    const texts = [...this.tests.optionsOf(place), ...this.tests.affixesOf(place).map(({ value }) => value)];
    return texts.filter((text) => text !== '');
  }

  private texts(values: unknown): Variable[] {
    return variablesOf(this.states.root, values, this.states.fixed).filter(
      ({ place }) => typeof valueAt(values, place.path) === 'string',
    );
  }

  /** Values in which texts of elements are empty, wherever they stand in these. */
  private blank(): readonly RealSample[] {
    const { random, environments } = this.input;
    this.samplesOfBlank ??= Array.from({ length: BLANK_DRAWS }, () => {
      const mutated = this.states.mutate(this.states.rich(), random() * 0.5, random);
      return this.taken(
        this.draws.taken.inOrder(this.states.likenesses.withBlanks(mutated, random)),
        environments[0].values,
      );
    }).map((values) => this.comparison.sample(values, environments[0].name));
    return this.samplesOfBlank;
  }
}

/** The values with each of some texts in one place, as far as its schema takes them. */
function withTexts(values: unknown, { place, shape }: Variable, texts: readonly string[]): unknown[] {
  return texts
    .filter((text) => shape.schema.safeParse(text).success)
    .map((text) => withValueAt(values, place.path, text));
}

/** What there is in some objects, but for the texts and numbers. */
function formed(built: RealSample['built']): string | undefined {
  return JSON.stringify(built, (_, value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? 0 : value,
  );
}

/** The values with one element in each list that has some. */
function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shortened);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, shortened(child)]));
}

/** The values with more elements in each list that has some. */
function lengthened(value: unknown): unknown {
  if (Array.isArray(value)) {
    const elements = value.map(lengthened);
    return elements.length === 0 ? elements : Array.from({ length: LONG }, (_, at) => elements[at % elements.length]);
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, lengthened(child)]));
}
