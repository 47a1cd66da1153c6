import { ApiObject } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';

/**
 * A generated cdk8s type as plain JSON, at every depth: `Quantity` and `IntOrString` are text or a number, dates and
 * enums are text. Only the types are taken from cdk8s-plus-27, because its classes drop the fields that they do not
 * know when they write JSON.
 */
export type Plain<T> = T extends string
  ? string
  : T extends Date
    ? string
    : IsScalarClass<T> extends true
      ? string | number
      : T extends object
        ? { -readonly [Key in keyof T]: Plain<T[Key]> }
        : T;

type IsScalarClass<T> = T extends k8s.Quantity ? (k8s.Quantity extends T ? true : false) : false;

/** The kinds that this library builds, each with its API version and its generated type. */
interface Kinds {
  ConfigMap: ['v1', k8s.KubeConfigMapProps];
  Deployment: ['apps/v1', k8s.KubeDeploymentProps];
  HorizontalPodAutoscaler: ['autoscaling/v2', k8s.KubeHorizontalPodAutoscalerV2Props];
  Ingress: ['networking.k8s.io/v1', k8s.KubeIngressProps];
  Job: ['batch/v1', k8s.KubeJobProps];
  NetworkPolicy: ['networking.k8s.io/v1', k8s.KubeNetworkPolicyProps];
  PersistentVolumeClaim: ['v1', k8s.KubePersistentVolumeClaimProps];
  Pod: ['v1', k8s.KubePodProps];
  PodDisruptionBudget: ['policy/v1', k8s.KubePodDisruptionBudgetProps];
  Service: ['v1', k8s.KubeServiceProps];
  ServiceAccount: ['v1', k8s.KubeServiceAccountProps];
}

/** A whole object of one kind, such that a misspelt field is a compile error. */
export type ManifestOf<Kind extends keyof Kinds> = {
  apiVersion: Kinds[Kind][0];
  kind: Kind;
  metadata: ObjectMeta;
} & Omit<Plain<Kinds[Kind][1]>, 'metadata'>;

export type ObjectMeta = Plain<k8s.ObjectMeta>;
export type PodSpec = Plain<k8s.PodSpec>;
export type PodTemplateSpec = Plain<k8s.PodTemplateSpec>;
export type PodSecurityContext = Plain<k8s.PodSecurityContext>;
export type SecurityContext = Plain<k8s.SecurityContext>;
export type Probe = Plain<k8s.Probe>;
export type EnvVar = Plain<k8s.EnvVar>;
export type EnvFromSource = Plain<k8s.EnvFromSource>;
export type VolumeMount = Plain<k8s.VolumeMount>;
export type ResourceRequirements = Plain<k8s.ResourceRequirements>;
export type Affinity = Plain<k8s.Affinity>;
export type NodeAffinity = Plain<k8s.NodeAffinity>;
export type PodAffinity = Plain<k8s.PodAffinity>;
export type PodAffinityTerm = Plain<k8s.PodAffinityTerm>;
export type PodAntiAffinity = Plain<k8s.PodAntiAffinity>;
export type Toleration = Plain<k8s.Toleration>;
export type TopologySpreadConstraint = Plain<k8s.TopologySpreadConstraint>;
export type DeploymentStrategy = Plain<k8s.DeploymentStrategy>;
export type HorizontalPodAutoscalerBehavior = Plain<k8s.HorizontalPodAutoscalerBehaviorV2>;
export type MetricSpec = Plain<k8s.MetricSpecV2>;
export type NetworkPolicyPeer = Plain<k8s.NetworkPolicyPeer>;
export type NetworkPolicyPort = Plain<k8s.NetworkPolicyPort>;
export type NetworkPolicyEgressRule = Plain<k8s.NetworkPolicyEgressRule>;
export type IngressTls = Plain<k8s.IngressTls>;

// The generated types are those of Kubernetes 1.27; what follows adds the newer fields.

/** With `restartPolicy: Always` an init container is a sidecar (Kubernetes 1.29). */
export type Container = Plain<k8s.Container> & { restartPolicy?: 'Always' };

/** `image` mounts an OCI artifact (Kubernetes 1.31 alpha, 1.33 beta). */
export type Volume = Plain<k8s.Volume> & { image?: { reference?: string; pullPolicy?: string } };

/** `sleep` waits without a shell in the image (Kubernetes 1.30). */
export type LifecycleHandler = Plain<k8s.LifecycleHandler> & { sleep?: { seconds: number } };

export interface Lifecycle {
  postStart?: LifecycleHandler;
  preStop?: LifecycleHandler;
}

/** Adds an object to the construct tree; at run time no more than `new ApiObject(…)`. */
export function apiObject<Kind extends keyof Kinds>(
  scope: Construct,
  id: string,
  manifest: ManifestOf<Kind>,
): ApiObject {
  return new ApiObject(scope, id, manifest);
}
