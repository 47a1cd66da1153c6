import { CAPABILITIES } from '../template/reference';
import { isRecord } from '../values/defaults';
import type { Shape } from '../values/shape';
import type { RootShape } from './place';

const TOGGLE = { kind: 'toggle', optional: false, nullable: false } as Shape;

/**
 * What the cluster offers is traced like values: beside them, under a key of its own, there is a toggle for each API that
 * constructs ask for.
 */
export function withCapabilities(root: RootShape, apis: Iterable<string>): RootShape {
  const toggles = new Map([...apis].sort().map((api) => [api, TOGGLE]));
  if (toggles.size === 0) return root;
  const capabilities: RootShape = { ...root, keys: toggles, open: false };
  return { ...root, keys: new Map([...root.keys, [CAPABILITIES, capabilities]]) };
}

/** The values alone, as constructs and the schema know them. */
export function withoutCapabilities(values: unknown): unknown {
  if (!isRecord(values) || !(CAPABILITIES in values)) return values;
  const { [CAPABILITIES]: _, ...own } = values;
  return own;
}

/** The APIs that the cluster has, by what is beside the values. */
export function capabilitiesOf(values: unknown): readonly string[] | undefined {
  if (!isRecord(values) || !isRecord(values[CAPABILITIES])) return undefined;
  const offered = values[CAPABILITIES];
  return Object.keys(offered).filter((api) => offered[api] === true);
}

/** Values with what a cluster offers of some APIs beside them. */
export function besideValues(values: unknown, apis: Iterable<string>, hasApi: (api: string) => boolean): unknown {
  const offered = Object.fromEntries([...apis].sort().map((api) => [api, hasApi(api)]));
  return Object.keys(offered).length === 0 ? values : { ...(values as object), [CAPABILITIES]: offered };
}
