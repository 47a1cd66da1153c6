import {
  ApiObject,
  ApiObjectMetadataDefinition,
  App,
  type Chart,
  ImplicitTokenResolver,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import { type Manifest, manifestOf, objectsOf } from '../definition/build';
import { compareInInstallOrder } from '../definition/install-order';
import type { Interned, Interner } from './interner';
import { Step } from './step';

/** What an object is made of has a form that only cdk8s itself knows how to render. */
class Special extends Error {}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The objects of charts, with equal parts shared. Most of what is built was built before, so nothing is rendered first:
 * each part is looked up by all that cdk8s would render it from, and only the parts that are new are made.
 *
 * Objects that may render differently are left to cdk8s: those of classes with a `toJson` of their own, those with
 * patches, and those with values in them that are neither plain nor known to cdk8s' own resolvers.
 */
export class ObjectInterner {
  private readonly mappings = new Step<Interned>();
  private readonly sequences = new Step<Interned>();
  private readonly objects = new Step<Interned>();
  /** Objects that cdk8s has rendered, by their JSON. */
  private readonly rendered = new Map<string, Interned>();

  constructor(private readonly interner: Interner) {}

  /** The objects of a chart, in install order. */
  internObjects(chart: Chart): readonly Interned[] {
    const isOwn = hasOwnResolversOnly(chart);
    const objects = objectsOf(chart).map(
      (object) => (isOwn ? this.internPlain(object) : undefined) ?? this.internRendered(object),
    );
    return this.interner.intern((objects as Manifest[]).sort(compareInInstallOrder)) as readonly Interned[];
  }

  private internRendered(object: ApiObject): Interned {
    const manifest = manifestOf(object);
    const text = JSON.stringify(manifest);
    let interned = this.rendered.get(text);
    if (interned === undefined) {
      interned = this.interner.intern(manifest);
      this.rendered.set(text, interned);
    }
    return interned;
  }

  /** `undefined` where the object may render differently. */
  private internPlain(object: ApiObject): Interned {
    if (object.toJson !== ApiObject.prototype.toJson) return undefined;
    const { metadata } = object;
    if (metadata.toJson !== ApiObjectMetadataDefinition.prototype.toJson) return undefined;
    // cdk8s keeps these to itself. Should another version of it name them otherwise, everything is rendered.
    const { props, patches } = object as unknown as { readonly props?: unknown; readonly patches?: unknown };
    if (typeof props !== 'object' || !Array.isArray(patches) || patches.length > 0) return undefined;
    try {
      const fields = this.stepsAlong(this.objects, props as Fields, 'metadata');
      const end = this.stepsAlong(fields.to(METADATA), metadata as unknown as Fields, 'apiObject');
      end.known ??= this.interner.intern({
        ...this.internFields(props as Fields, 'metadata'),
        metadata: this.internPart(metadata.toJson()),
      });
      return end.known;
    } catch (error) {
      if (error instanceof Special) return undefined;
      throw error;
    }
  }

  /** What cdk8s makes of a part; `undefined` where that is nothing. */
  private internPart(value: unknown): Interned {
    switch (typeof value) {
      case 'string':
      case 'number':
      case 'boolean':
      case 'undefined':
        return value;
      case 'object':
        return value === null ? undefined : this.internCollection(value as Fields);
      default:
        throw new Special();
    }
  }

  private internCollection(value: Fields): Interned {
    if (Array.isArray(value)) return this.internSequence(value);
    if (value instanceof Lazy) return this.internPart(value.produce());
    if (typeof value.resolve === 'function') return this.internPart(value.resolve());
    if (value.constructor === Object) return this.internMapping(value);
    // `Quantity`, `IntOrString` and their like.
    if (isScalarUnion(value)) return this.internMapping({ value: value.value });
    throw new Special();
  }

  private internSequence(items: readonly unknown[]): Interned {
    let step = this.sequences;
    for (const item of items) step = step.to(this.internPart(item) ?? null);
    step.known ??= this.interner.intern(items.map((item) => this.internPart(item) ?? null));
    return step.known;
  }

  private internMapping(fields: Fields): Interned {
    const end = this.stepsAlong(this.mappings, fields);
    end.known ??= this.interner.intern(this.internFields(fields));
    return end.known;
  }

  /** Where the fields lead from a step. Those that are missing are not written, and `null` is the same. */
  private stepsAlong(from: Step<Interned>, fields: Fields, omitted?: string): Step<Interned> {
    let step = from;
    for (const key of Object.keys(fields)) {
      if (key === omitted) continue;
      const part = this.internPart(fields[key]);
      if (part !== undefined) step = step.to(key).to(part);
    }
    return step;
  }

  private internFields(fields: Fields, omitted?: string): Record<string, Interned> {
    const keys = Object.keys(fields).filter((key) => key !== omitted);
    return Object.fromEntries(keys.map((key) => [key, this.internPart(fields[key])]));
  }
}

/** What separates an object's fields from those of its metadata. */
const METADATA = Symbol('metadata');

function isScalarUnion({ value }: Fields): boolean {
  return typeof value === 'number' || typeof value === 'string';
}

/** Whether a chart's objects are resolved by what comes with cdk8s alone. */
function hasOwnResolversOnly(chart: Chart): boolean {
  const { resolvers } = App.of(chart);
  return resolvers.length === OWN.length && resolvers.every((resolver, at) => resolver.constructor === OWN[at]);
}

const OWN = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];
