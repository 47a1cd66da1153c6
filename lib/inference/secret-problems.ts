import type { Problem } from '../errors';
import { isRecord } from '../values/defaults';
import { formatPath, type PathSegment } from '../values/path';
import { isSecretReference, type SecretReference } from '../values/secret-reference';
import { type Shape, shapeOf } from '../values/shape';
import { type InferenceServiceValues, inferenceServiceValues } from './inference-service-values';

/** What is wrong between references to Secrets and the values that make them, which neither alone can tell. */
export function secretProblems(values: InferenceServiceValues): Problem[] {
  const { externalSecrets, sealedSecrets } = values;
  const twice = Object.keys(externalSecrets).filter((name) => Object.hasOwn(sealedSecrets, name));
  return [
    ...twice.map((name) =>
      rule(
        ['sealedSecrets', name],
        `${formatPath(['externalSecrets', name])} makes the same Secret; remove one of them`,
      ),
    ),
    ...secretReferences(shapeOf(inferenceServiceValues), values).flatMap(({ path, reference }) => {
      const made = madeKeys(values, reference.secretName);
      if (made === undefined || made.keys.includes(reference.key)) return [];
      return [rule([...path, 'key'], missingKey(made, reference))];
    }),
  ];
}

interface MadeSecret {
  readonly maker: readonly string[];
  readonly keys: readonly string[];
}

/** The keys that a Secret of the values will have; `undefined` where another makes it, or where nobody knows them. */
function madeKeys({ externalSecrets, sealedSecrets }: InferenceServiceValues, name: string): MadeSecret | undefined {
  if (Object.hasOwn(sealedSecrets, name)) {
    return { maker: ['sealedSecrets', name], keys: Object.keys(sealedSecrets[name].encryptedData) };
  }
  if (!Object.hasOwn(externalSecrets, name)) return undefined;
  const { data = [], dataFrom, ...rest } = externalSecrets[name];
  // What is fetched as a whole, or put together by a template, has keys that are not written here.
  if (dataFrom !== undefined || 'target' in rest) return undefined;
  return { maker: ['externalSecrets', name], keys: data.map(({ secretKey }) => secretKey) };
}

function missingKey({ maker, keys }: MadeSecret, { key }: SecretReference): string {
  return `${formatPath(maker)} makes a Secret without the key ${JSON.stringify(key)}; add it there, or take one that it has: ${keys.join(', ')}`;
}

interface Found {
  readonly path: readonly PathSegment[];
  readonly reference: SecretReference;
}

function secretReferences(shape: Shape, value: unknown, path: readonly PathSegment[] = []): Found[] {
  if (shape.kind !== 'object' || !isRecord(value)) return [];
  if (isSecretReference(shape.schema)) return [{ path, reference: value as unknown as SecretReference }];
  return [...shape.keys].flatMap(([key, child]) => secretReferences(child, value[key], [...path, key]));
}

function rule(path: readonly PathSegment[], message: string): Problem {
  return { code: 'values/rule', path: formatPath(path), message };
}
