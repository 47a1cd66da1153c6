import { EnvironmentError } from '../errors';
import { parsePath } from '../values/path';
import type { Declaration, DeclarationResult } from './declaration';
import type { Environment, EnvironmentSet } from './environment';
import { BASE, checkExtends, extendedName } from './extends';
import { plainMap, sourceAt, withoutRemoved } from './located';
import { mergeValues } from './merge';
import { inOrder } from './problem-order';

/**
 * Merges every environment with what it extends. Throws {@link EnvironmentError} with all problems: those that were
 * found before, and those of `extends`.
 *
 * @param results what each environment came to, by its name
 */
export function resolveEnvironments(results: ReadonlyMap<string, DeclarationResult>): EnvironmentSet {
  const names = [...results.keys()].sort();
  const declarations = new Map<string, Declaration>();
  for (const name of names) {
    const declaration = results.get(name)?.declaration;
    if (declaration) declarations.set(name, declaration);
  }
  const problems = [
    ...[...results.values()].flatMap((result) => result.problems),
    ...checkExtends(declarations, names),
  ];
  if (problems.length > 0) throw new EnvironmentError('The environments cannot be read:', inOrder(problems));

  const resolved = new Map<string, Environment>();
  const resolve = (declaration: Declaration): Environment => {
    const parentName = extendedName(declaration, names);
    const parent = parentName === undefined ? undefined : declarations.get(parentName);
    const environment = resolved.get(declaration.name) ?? mergeEnvironment(declaration, parent && resolve(parent));
    resolved.set(environment.name, environment);
    return environment;
  };
  const deployed = [...declarations.values()].filter(({ name }) => name !== BASE);
  return { base: resolve(declarations.get(BASE) ?? EMPTY_BASE), environments: deployed.map(resolve) };
}

const EMPTY_BASE: Declaration = {
  name: BASE,
  values: { kind: 'map', entries: new Map(), source: { environment: BASE } },
  extendsSource: { environment: BASE },
};

const DEFAULT_NAMESPACE = 'default';

function mergeEnvironment(declaration: Declaration, parent: Environment | undefined): Environment {
  const located = parent ? mergeValues(parent.located, declaration.values) : declaration.values;
  const release = declaration.release ?? parent?.release;
  const context = declaration.context ?? parent?.context;
  const ownKubeVersion = declaration.cluster?.kubeVersion;
  const kubeVersion = ownKubeVersion ?? parent?.cluster.kubeVersion;
  const kubeVersionSource = ownKubeVersion === undefined ? parent?.kubeVersionSource : declaration.kubeVersionSource;
  return {
    name: declaration.name,
    ...(parent && { extends: parent.name }),
    ...(release !== undefined && { release }),
    namespace: declaration.namespace ?? parent?.namespace ?? DEFAULT_NAMESPACE,
    ...(context !== undefined && { context }),
    cluster: {
      ...(kubeVersion !== undefined && { kubeVersion }),
      apiVersions: declaration.cluster?.apiVersions ?? parent?.cluster.apiVersions ?? [],
    },
    ...(kubeVersionSource && { kubeVersionSource }),
    values: plainMap(withoutRemoved(located)),
    own: plainMap(declaration.values),
    located,
    locate: (path, part = 'value') => sourceAt(located, parsePath(path), part),
  };
}
