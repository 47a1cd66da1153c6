import { isRecord } from '../values/defaults';
import type { Shape } from '../values/shape';
import { KnownOf, neverChanges } from '../values/unchanging';
import { optionOf } from './variables';

const known = new KnownOf<unknown>();

/**
 * The values that constructs are given for some values of a trace: the same, with keys in the schema's order, as in real
 * values. What goes through the keys of an object shows in which order they are.
 */
export function inSchemaOrder(shape: Shape, value: unknown): unknown {
  neverChanges(value);
  const ordered = order(shape, value);
  neverChanges(ordered);
  return ordered;
}

function order(shape: Shape, value: unknown): unknown {
  return known.get(shape, value, () => {
    switch (shape.kind) {
      case 'object':
        return isRecord(value) ? orderKeys(shape.keys, value) : value;
      case 'dictionary':
        return isRecord(value)
          ? withChildren(value, Object.keys(value), (_, child) => order(shape.value, child))
          : value;
      case 'sequence': {
        if (!Array.isArray(value)) return value;
        const items = value.map((item) => order(shape.element, item));
        return items.every((item, at) => item === value[at]) ? value : items;
      }
      case 'union': {
        const option = optionOf(shape.options, value);
        return option ? order(option, value) : value;
      }
      default:
        return value;
    }
  });
}

function orderKeys(shapes: ReadonlyMap<string, Shape>, value: Readonly<Record<string, unknown>>): unknown {
  const named = [...shapes.keys()].filter((key) => key in value);
  const others = Object.keys(value).filter((key) => !shapes.has(key));
  return withChildren(value, [...named, ...others], (key, child) => {
    const shape = shapes.get(key);
    return shape ? order(shape, child) : child;
  });
}

/** A map with its keys in an order, and other children; the same map where nothing is different. */
function withChildren(
  value: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  change: (key: string, child: unknown) => unknown,
): unknown {
  const entries = keys.map((key): [string, unknown] => [key, change(key, value[key])]);
  const isSame = Object.keys(value).every((key, at) => key === keys[at] && entries[at][1] === value[key]);
  return isSame ? value : Object.fromEntries(entries);
}
