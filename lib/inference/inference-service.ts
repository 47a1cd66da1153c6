import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { configMap } from '../constructs/config-map';
import { deployment } from '../constructs/deployment';
import { egressPolicies } from '../constructs/egress-policies';
import { externalSecrets } from '../constructs/external-secret';
import { grafanaDashboard } from '../constructs/grafana-dashboard';
import { horizontalPodAutoscaler } from '../constructs/horizontal-pod-autoscaler';
import { ServiceIdentity } from '../constructs/identity';
import { isUnversioned } from '../constructs/image';
import { ingress } from '../constructs/ingress';
import { COMPONENT_LABEL } from '../constructs/labels';
import { modelCache, modelClaim } from '../constructs/model-storage';
import { networkPolicy } from '../constructs/network-policy';
import { dataClaim } from '../constructs/persistence';
import { podDisruptionBudget } from '../constructs/pod-disruption-budget';
import { prometheusRule } from '../constructs/prometheus-rule';
import { scaledObject } from '../constructs/scaled-object';
import { sealedSecrets } from '../constructs/sealed-secret';
import { serverFiles } from '../constructs/server';
import { service } from '../constructs/service';
import { serviceAccount } from '../constructs/service-account';
import { serviceMonitor } from '../constructs/service-monitor';
import { formatProblem, type Problem, ValuesError } from '../errors';
import { hookNetworkPolicy } from '../hooks/hook-network-policy';
import { Release } from '../release/release';
import { formatPath } from '../values/path';
import { checkValues } from '../values/validate';
import { completeValues, writtenValues } from './complete-values';
import { dependencyProblems } from './dependency-problems';
import { egressProblems } from './egress-problems';
import {
  type InferenceServiceProps,
  type InferenceServiceValues,
  inferenceServiceValues,
} from './inference-service-values';
import { releaseOf } from './release-of';
import { resourceProblems } from './resource-problems';
import { secretProblems } from './secret-problems';
import { type ServiceHooks, serviceHooks } from './service-hooks';

/** What tells the services of one chart apart. */
export interface InferenceServiceOptions {
  /**
   * Appended to the names of all objects, and the pods' label `app.kubernetes.io/component`. Needed where a chart has
   * several services. @default none
   */
  readonly suffix?: string;
  /** Whose pods the Service sends requests to. @default the service's own */
  readonly servedBy?: ServiceIdentity;
}

/**
 * A model behind an HTTP interface: a Deployment with everything around it. Works in any cdk8s `Chart`; inside of a
 * `HelmApp` it is part of the release, and its values are those of the Helm chart.
 *
 * Throws {@link ValuesError} with every problem where the values do not fit {@link inferenceServiceValues}.
 */
export class InferenceService extends Construct {
  readonly configMap: ApiObject;
  /** The files of the server, where `server.files` has any. */
  readonly serverFiles?: ApiObject;
  readonly deployment: ApiObject;
  readonly service: ApiObject;
  /** `undefined` where `serviceAccount.create` is false. */
  readonly serviceAccount?: ApiObject;
  /** The claim for the model, where `model.storage` asks for one. */
  readonly modelClaim?: ApiObject;
  /** The claim that keeps downloaded models, where `model.storage.cache` asks for one. */
  readonly modelCache?: ApiObject;
  /** The claim for data, where `persistence` asks for one. */
  readonly dataClaim?: ApiObject;
  readonly ingress?: ApiObject;
  readonly horizontalPodAutoscaler?: ApiObject;
  readonly scaledObject?: ApiObject;
  readonly podDisruptionBudget?: ApiObject;
  readonly networkPolicy?: ApiObject;
  /** What lets the pods reach model storage, database and cache; there where there is a NetworkPolicy of the service. */
  readonly egressPolicies: readonly ApiObject[];
  readonly serviceMonitor?: ApiObject;
  /** What the pods of hooks may reach; there where there is a NetworkPolicy of the service. */
  readonly hookNetworkPolicy?: ApiObject;
  /** The hooks that `hooks` asks for. */
  readonly hooks: ServiceHooks;
  readonly prometheusRule?: ApiObject;
  /** What makes the Secrets of `externalSecrets`. */
  readonly externalSecrets: readonly ApiObject[];
  /** What makes the Secrets of `sealedSecrets`. */
  readonly sealedSecrets: readonly ApiObject[];
  /** The ConfigMap with the dashboard. */
  readonly grafanaDashboard?: ApiObject;

  constructor(scope: Construct, id: string, props: InferenceServiceProps, options: InferenceServiceOptions = {}) {
    super(scope, id);
    const provided = Release.provided(this);
    if (!provided?.isTracing) {
      const problems = findProblems(props, provided, options.suffix);
      if (problems.length > 0) throw new ValuesError(`The values do not fit ${this.node.path}:`, problems);
    }
    const values = completeValues(props);
    const release = releaseOf(this, props);
    const identity = new ServiceIdentity(release, values.model, options.suffix);

    this.serviceAccount = serviceAccount(this, identity, values.serviceAccount);
    this.externalSecrets = externalSecrets(this, identity, values.externalSecrets);
    this.sealedSecrets = sealedSecrets(this, identity, values.sealedSecrets);
    this.configMap = configMap(this, identity, values, writtenValues(values, props));
    this.serverFiles = serverFiles(this, identity, values.server);
    this.modelClaim = modelClaim(this, identity, values.model);
    this.modelCache = modelCache(this, identity, values.model);
    this.dataClaim = dataClaim(this, identity, values.persistence);
    this.deployment = deployment(this, identity, values, this.configMap, this.serverFiles);
    this.service = service(this, options.servedBy ?? identity, values.service, values.metrics, identity.name());
    this.ingress = ingress(this, identity, values.ingress);
    this.horizontalPodAutoscaler = horizontalPodAutoscaler(this, identity, values.autoscaling);
    this.scaledObject = scaledObject(this, identity, values.keda);
    this.podDisruptionBudget = podDisruptionBudget(this, identity, values.podDisruptionBudget);
    this.networkPolicy = networkPolicy(this, identity, values.networkPolicy);
    this.egressPolicies = egressPolicies(this, identity, values);
    this.serviceMonitor = serviceMonitor(this, identity, values.serviceMonitor, values.metrics);
    this.hooks = serviceHooks(this, identity, values);
    this.hookNetworkPolicy = hookNetworkPolicy(this, identity, values.networkPolicy);
    this.prometheusRule = prometheusRule(this, identity, values.prometheusRule, values.metrics);
    this.grafanaDashboard = grafanaDashboard(this, identity, values.grafanaDashboard, values.metrics, values.server);

    this.node.addValidation({ validate: () => dependencyProblems(values, release) });
    this.node.addValidation({ validate: () => problemsOfSynth(values).map(formatProblem) });
    if (options.suffix === undefined) this.node.addValidation({ validate: () => this.findNeighbours() });
  }

  /** Without a suffix, the selector of this service's pods would select those of any other in the chart. */
  private findNeighbours(): string[] {
    const chart = Chart.of(this);
    const others = chart.node
      .findAll()
      .filter((node) => node instanceof InferenceService && node !== this && Chart.of(node) === chart);
    return others.map(
      (other) => `the chart has another inference service, ${other.node.path}; give each of them a suffix`,
    );
  }
}

/** What is wrong between values that a chart cannot find out when it is installed. */
function problemsOfSynth(values: InferenceServiceValues): Problem[] {
  return [...secretProblems(values), ...egressProblems(values), ...resourceProblems(values)];
}

/** All that is wrong with values, by the schema and by what only the construct knows. */
function findProblems(props: InferenceServiceProps, provided: Release | undefined, suffix?: string): Problem[] {
  const problems = checkValues(inferenceServiceValues, props).filter(
    // The values of a whole chart hold more than this service knows: the user's own, and those of subcharts.
    ({ code }) => provided === undefined || code !== 'values/unknown-key',
  );
  if (problems.length > 0) return problems;

  const { image, podLabels } = completeValues(props);
  return [
    ...(isUnversioned(image, provided)
      ? [
          rule(
            ['image', 'tag'],
            'the version of the image is unknown; set image.tag or image.digest, or the appVersion of the chart',
          ),
        ]
      : []),
    ...(suffix !== undefined && COMPONENT_LABEL in podLabels
      ? [
          rule(
            ['podLabels', COMPONENT_LABEL],
            `the suffix "${suffix}" sets this label, because pods are selected by it; remove it here`,
          ),
        ]
      : []),
  ];
}

function rule(path: readonly string[], message: string): Problem {
  return { code: 'values/rule', path: formatPath(path), message };
}
