import type { ChartMetadata } from '../chart/metadata';
import { isInRange } from '../chart/version-constraint';
import type { Environment } from '../environment/environment';
import { formatProblem, type Problem } from '../errors';

/**
 * A problem for each environment whose cluster the chart is not for, where its Kubernetes version was written; one that
 * several environments have from a common one is told once.
 */
export function checkKubeVersions(metadata: ChartMetadata, environments: readonly Environment[]): Problem[] {
  const problems = environments.flatMap(({ name, cluster, kubeVersionSource }): Problem[] => {
    const needed = metadata.kubeVersion;
    const given = cluster.kubeVersion;
    if (needed === undefined || given === undefined || isInRange(given, needed)) return [];
    return [
      {
        code: 'environment/kube-version',
        environment: name,
        path: 'cluster.kubeVersion',
        message: `the chart needs Kubernetes ${needed}, this environment's cluster has ${given}; upgrade the cluster, or widen kubeVersion in the metadata of chart ${metadata.name}`,
        ...kubeVersionSource,
      },
    ];
  });
  return [...new Map(problems.map((problem) => [formatProblem(problem), problem])).values()];
}
