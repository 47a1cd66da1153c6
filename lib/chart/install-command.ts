/** Where an environment's release goes. */
export interface ReleaseTarget {
  /** Name of the Helm release. */
  readonly release: string;
  /** @default the namespace of the user's kubeconfig */
  readonly namespace?: string;
  /** Context of the user's kubeconfig. @default the current one */
  readonly context?: string;
}

/**
 * The command that installs a release of a chart or upgrades it. `chart` is its folder or archive, `valuesFile` the path
 * of the file with the environment's values, if it has one of its own.
 */
export function installCommand(target: ReleaseTarget, chart: string, valuesFile?: string): string {
  return [
    `helm upgrade --install ${shellWord(target.release)} ${shellWord(chart)}`,
    target.context !== undefined && `--kube-context ${shellWord(target.context)}`,
    target.namespace !== undefined && `--namespace ${shellWord(target.namespace)} --create-namespace`,
    valuesFile !== undefined && `-f ${shellWord(valuesFile)}`,
  ]
    .filter((part) => part !== false)
    .join(' ');
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
