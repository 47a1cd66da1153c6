import { formatLocation } from '../errors';
import type { EnvironmentValue } from '../explain/explanation';
import { yamlScalar } from '../template/yaml';
import { isRecord } from '../values/defaults';

/** A value in one line, as YAML has it: `{ cpu: 500m, memory: 1Gi }`. */
export function shownValue(value: unknown): string {
  if (value === undefined) return '–';
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(shownInside).join(', ')}]`;
  if (!isRecord(value)) return yamlScalar(value as string | number | boolean | null);
  const entries = Object.entries(value).map(([key, child]) => `${shownInside(key)}: ${shownInside(child)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** Between brackets and braces, more text needs quotes. */
function shownInside(value: unknown): string {
  return typeof value === 'string' && /[,[\]{}]/.test(value) ? JSON.stringify(value) : shownValue(value);
}

/** Where a value comes from: `environments/prod.yaml:12:17`, or the schema. */
export function shownSource({ value, sources }: EnvironmentValue): string {
  if (sources.length === 0) return value === undefined ? 'not set' : 'default of the schema';
  return sources
    .map(({ environment, location }) => (location ? formatLocation(location) : `environment ${environment}`))
    .join(', ');
}
