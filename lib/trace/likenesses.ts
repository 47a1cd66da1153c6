import { isEmptyRecord, isRecord } from '../values/defaults';
import type { ObjectShape, Shape } from '../values/shape';
import type { Markers } from './markers';
import { elementPlace, enclosingPlace, isElement, mapKeys, type Place, placeKey, ROOT, shapeAt } from './place';
import type { States } from './states';

/**
 * Makes values that are like others: in the same states, in collections of the form that those of a trace have, or without
 * some of the texts.
 */
export class Likenesses {
  constructor(
    private readonly states: States,
    private readonly markers: Markers,
  ) {}

  /** Values in the same states as real ones: the same toggles and choices, markers where there is text, and so on. */
  resembling(values: unknown): unknown {
    const alike = this.likeness(this.states.root, ROOT, values, (shape, place, actual, owner) => {
      const isEmpty = actual === 0 || (actual === '' && !isElement(place));
      return isEmpty ? actual : this.states.filled(shape, place, owner);
    });
    return this.states.compared.as(alike, () => this.arranged(values));
  }

  /** The values with a probe in the place of each text and key, in every collection and option that is there. */
  probed(values: unknown, isWanted: (place: Place) => boolean = () => true): unknown {
    return this.likeness(this.states.root, ROOT, values, (shape, place, actual) => {
      const isText = typeof actual === 'string' && actual !== '' && shape.kind === 'text';
      return isText && isWanted(place) ? this.markers.probe(place, shape) : actual;
    });
  }

  /** The values without text in the elements of each list and dictionary of texts: in all of them, or in the last ones. */
  withoutTexts(values: unknown, which: 'all' | 'last'): unknown {
    return this.likeness(this.states.root, ROOT, values, (shape, place, actual) => {
      const isBlank = isElement(place) && (which === 'all' || this.isLast(place));
      return isBlank && shape.kind === 'text' && shape.schema.safeParse('').success ? '' : actual;
    });
  }

  /** The values without some of the texts that are anywhere in elements. */
  withBlanks(values: unknown, random: () => number): unknown {
    return this.likeness(this.states.root, ROOT, values, (shape, place, actual) => {
      const isBlank = place.position.length > 0 && shape.kind === 'text' && random() < 0.5;
      return isBlank && shape.schema.safeParse('').success ? '' : actual;
    });
  }

  /** Whether an element is the second one of its collection, which has no more. */
  private isLast(place: Place): boolean {
    const collection = enclosingPlace(place);
    const key = () => this.markers.dictionaryKey(collection, shapeAt(this.states.root, collection.path), 1);
    return place.position.at(-1) === (typeof place.position.at(-1) === 'string' ? key() : 1);
  }

  /** Real values in collections like those of a trace: of two elements, with markers as keys. */
  arranged(values: unknown): unknown {
    return this.likeness(this.states.root, ROOT, values, (_, __, actual) => actual);
  }

  /** The same, with texts in the elements that no other has: objects may be named by them. */
  named(values: unknown): unknown {
    return this.likeness(this.states.root, ROOT, values, (shape, place, actual, owner) => {
      const isText = shape.kind === 'text' && actual !== '' && place.position.length > 0;
      return isText ? this.states.filled(shape, place, owner) : actual;
    });
  }

  /** @param scalar what stands in the place of a text or number */
  private likeness(
    shape: Shape,
    place: Place,
    actual: unknown,
    scalar: (shape: Shape, place: Place, actual: unknown, owner: Shape) => unknown,
    owner = shape,
  ): unknown {
    const inside = (child: Shape, at: Place, value: unknown) => this.likeness(child, at, value, scalar);
    if (this.states.fixed.has(placeKey(place))) return this.states.fixed.get(placeKey(place));
    if (actual === undefined || actual === null) return shape.nullable ? actual : undefined;
    switch (shape.kind) {
      case 'object':
        return this.likeObject(shape, place, actual, inside);
      case 'text':
      case 'number':
        return scalar(shape, place, actual, owner);
      case 'toggle':
      case 'choice':
        return actual;
      case 'scalarUnion':
      case 'union': {
        const option = shape.options.find(({ schema }) => schema.safeParse(actual).success);
        if (!option) return this.states.filled(shape, place);
        return this.likeness(option, place, actual, scalar, shape.kind === 'union' ? option : shape);
      }
      case 'sequence': {
        const elements = actual as readonly unknown[];
        if (elements.length === 0) return [];
        return [0, 1].map((at) => inside(shape.element, elementPlace(place, at), elements[at] ?? elements[0]));
      }
      case 'dictionary': {
        const entries = new Map(Object.entries(actual));
        const values = [...entries.values()];
        return Object.fromEntries(
          [0, 1].slice(0, values.length > 0 ? 2 : 0).map((index) => {
            const key = this.markers.dictionaryKey(place, shape, index);
            return [key, inside(shape.value, elementPlace(place, key), entries.get(key) ?? values[index] ?? values[0])];
          }),
        );
      }
      default:
        return isEmptyValue(actual) ? actual : this.states.filled(shape, place);
    }
  }

  private likeObject(
    { keys, open }: ObjectShape,
    place: Place,
    actual: unknown,
    inside: (child: Shape, at: Place, value: unknown) => unknown,
  ): Record<string, unknown> {
    const real = actual as Record<string, unknown>;
    const alike = mapKeys(keys, place, (child, at, key) => inside(child, at, real[key]));
    const hasMore = open && Object.keys(real).some((key) => !keys.has(key));
    return hasMore ? { ...alike, ...this.markers.openEntry(place) } : alike;
  }
}

function isEmptyValue(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isRecord(value) && isEmptyRecord(value);
}
