import { ApiObject, type Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Problem } from '../errors';
import { describeFound } from '../values/expectation';
import type { ConstructProblem } from './construct-failure';
import { notPlainIn } from './plain-data';

/**
 * What is wrong with a built chart: what the constructs' own validations (`node.addValidation`) say, objects that cannot
 * be written as YAML, and those that are there twice. Each names its construct.
 */
export function constructProblems(chart: Chart): ConstructProblem[] {
  const constructs = chart.node.findAll();
  const objects = constructs.filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  const problems = [
    ...constructs.flatMap(validationProblems),
    ...objects.flatMap(objectProblems),
    ...duplicates(objects),
  ];
  return problems.map((problem) => ({ problem, identity: `${problem.code} ${problem.message}` }));
}

function validationProblems(construct: IConstruct): Problem[] {
  const problem = (message: string): Problem => ({
    code: 'construct/validation',
    message: `${construct.node.path}: ${message}`,
  });
  try {
    return construct.node.validate().map(problem);
  } catch (error) {
    return [problem(`its validation threw: ${error instanceof Error ? error.message : error}`)];
  }
}

function objectProblems(object: ApiObject): Problem[] {
  const { manifest, failure } = rendered(object);
  const named = `${object.node.path} (${object.kind ?? 'an object'} "${object.name}")`;
  const notPlain = notPlainIn(failure === undefined ? manifest : propsOf(object)).map(
    ({ path, message }): Problem => ({ code: 'construct/not-plain-data', message: `${named}: ${path} ${message}` }),
  );
  if (failure !== undefined) {
    const fallback: Problem = { code: 'construct/not-rendered', message: `${named} cannot be written: ${failure}` };
    return notPlain.length > 0 ? notPlain : [fallback];
  }
  return [...notPlain, ...identityProblems(object, manifest)];
}

/** An object needs these to be one. */
function identityProblems(object: ApiObject, manifest: Readonly<Record<string, unknown>>): Problem[] {
  const metadata = manifest.metadata as Readonly<Record<string, unknown>> | undefined;
  const needed = [
    { field: 'apiVersion', value: manifest.apiVersion, example: 'apps/v1' },
    { field: 'kind', value: manifest.kind, example: 'Deployment' },
    { field: 'metadata.name', value: metadata?.name, example: 'my-server' },
  ];
  return needed.flatMap(({ field, value, example }): Problem[] => {
    if (typeof value === 'string' && value !== '') return [];
    const message = `${object.node.path}: ${field} must be text, such as ${example}; found ${describeFound(value)}`;
    return [{ code: 'construct/no-object', message }];
  });
}

interface Rendered {
  readonly manifest: Readonly<Record<string, unknown>>;
  /** Why there is no manifest. */
  readonly failure?: string;
}

function rendered(object: ApiObject): Rendered {
  try {
    return { manifest: object.toJson() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      manifest: {},
      failure: message.replace(/^Failed serializing construct at path .* with name .*?: (?:Error: )?/s, ''),
    };
  }
}

/** What an object was given. cdk8s keeps it to itself, but an error of it does not tell which field it is about. */
function propsOf(object: ApiObject): unknown {
  return (object as unknown as { readonly props?: unknown }).props;
}

function duplicates(objects: readonly ApiObject[]): Problem[] {
  const seen = new Map<string, string>();
  return objects.flatMap((object): Problem[] => {
    const identity = `${object.apiGroup}/${object.kind} ${object.metadata.namespace ?? ''}/${object.name}`;
    const first = seen.get(identity);
    seen.set(identity, object.node.path);
    if (first === undefined) return [];
    const message = `${object.kind} "${object.name}" is built twice, by ${first} and by ${object.node.path}; give one of them another name`;
    return [{ code: 'construct/duplicate-object', message }];
  });
}
