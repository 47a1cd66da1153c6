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

/** What an object is made of has a form that only cdk8s itself knows how to render. */
class Special extends Error {}

/** Parts whose text is longer are looked up by themselves. */
const MAX_SHORT = 200;

type Fields = Readonly<Record<string, unknown>>;

/**
 * The objects of charts, with equal parts shared. Most of what is built was built before, so nothing is rendered first:
 * each part is looked up by a text of all that cdk8s would render it from, and only the parts that are new are rendered.
 *
 * Objects that may render differently are left to cdk8s: those of classes with a `toJson` of their own, those with
 * patches, and those with values in them that are neither plain nor known to cdk8s' own resolvers.
 */
export class ObjectInterner {
  /** Objects and parts of them, by their texts. */
  private readonly known = new Map<string, Interned>();
  /** Objects that cdk8s has rendered, by their JSON. */
  private readonly rendered = new Map<string, Interned>();
  /** The number of each long part, by its text, and the parts by their numbers. */
  private readonly numbers = new Map<string, number>();
  private readonly parts: Interned[] = [];
  /** The parts of the object that is looked at, by what they are made of. */
  private readonly current = new Map<unknown, Interned>();

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
      const text = `${this.textOfFields(props as Fields, 'metadata')} ${this.textOfFields(metadata as never, 'apiObject')}`;
      let interned = this.known.get(text);
      if (interned === undefined) {
        const { metadata: _, ...others } = props as Fields;
        interned = this.interner.intern({ ...this.renderFields(others), metadata: this.render(metadata.toJson()) });
        this.known.set(text, interned);
      }
      return interned;
    } catch (error) {
      if (error instanceof Special) return undefined;
      throw error;
    } finally {
      this.current.clear();
    }
  }

  /** Texts of different values differ: each says of what kind it is and how long. */
  private textOf(value: unknown): string {
    switch (typeof value) {
      case 'string':
        return `${value.length}"${value}`;
      case 'number':
        return `${value}#`;
      case 'boolean':
        return value ? 't' : 'f';
      case 'undefined':
        return '_';
      case 'object':
        return value === null ? '_' : this.textOfObject(value as Fields);
      default:
        throw new Special();
    }
  }

  private textOfObject(value: Fields): string {
    if (Array.isArray(value)) {
      let text = '[';
      for (const item of value) text += this.textOf(item);
      return this.shortened(`${text}]`, value);
    }
    if (value instanceof Lazy) return this.textOf(value.produce());
    if (typeof value.resolve === 'function') return this.textOf(value.resolve());
    if (value.constructor === Object) return this.shortened(this.textOfFields(value), value);
    // `Quantity`, `IntOrString` and their like.
    if (isScalarUnion(value)) return this.textOfFields({ value: value.value });
    throw new Special();
  }

  /** Fields that are missing are not written, and `null` is the same. */
  private textOfFields(fields: Fields, omitted?: string): string {
    let text = '{';
    for (const key of Object.keys(fields)) {
      if (key === omitted) continue;
      const child = this.textOf(fields[key]);
      if (child !== '_') text += `${key.length}:${key}${child}`;
    }
    return `${text}}`;
  }

  /** The text of a part, or if that is long the number of the part, which is rendered if it is new. */
  private shortened(text: string, value: Fields): string {
    if (text.length <= MAX_SHORT) return text;
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.parts.length;
      this.parts.push(this.interner.intern(this.render(value)));
      this.numbers.set(text, number);
    }
    this.current.set(value, this.parts[number]);
    return `@${number}`;
  }

  /** What cdk8s makes of a value of which there is a text. */
  private render(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value ?? undefined;
    const known = this.current.get(value);
    if (known !== undefined) return known;
    if (Array.isArray(value)) return value.map((item) => this.render(item) ?? null);
    if (value instanceof Lazy) return this.render(value.produce());
    const fields = value as Fields;
    if (typeof fields.resolve === 'function') return this.render(fields.resolve());
    if (fields.constructor !== Object) return { value: fields.value };
    return this.renderFields(fields);
  }

  private renderFields(fields: Fields): Record<string, unknown> {
    return Object.fromEntries(Object.entries(fields).map(([key, child]) => [key, this.render(child)]));
  }
}

function isScalarUnion({ value }: Fields): boolean {
  return typeof value === 'number' || typeof value === 'string';
}

/** Whether a chart's objects are resolved by what comes with cdk8s alone. */
function hasOwnResolversOnly(chart: Chart): boolean {
  const { resolvers } = App.of(chart);
  return resolvers.length === OWN.length && resolvers.every((resolver, at) => resolver.constructor === OWN[at]);
}

const OWN = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];
