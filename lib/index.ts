export {
  type ChartResult,
  type ExplainOptions,
  HelmApp,
  type HelmAppProps,
  type SynthOptions,
  type SynthResult,
} from './app/helm-app';
export type { ChartDependency, ChartMetadata, Maintainer } from './chart/metadata';
export type { Manifest } from './definition/build';
export { type ChartDefinition, defineChart } from './definition/chart-definition';
export {
  ProgressiveInferenceService,
  type ProgressiveInferenceServiceOptions,
} from './delivery/progressive-inference-service';
export {
  type ProgressiveInferenceServiceProps,
  type ProgressiveInferenceServiceValues,
  progressiveInferenceServiceValues,
} from './delivery/progressive-inference-service-values';
export type { Variant } from './delivery/variant';
export { chartDependency, type DependencyDeclaration, type TypedDependency } from './dependencies/chart-dependency';
export { grafana } from './dependencies/grafana';
export { minio } from './dependencies/minio';
export { postgresql } from './dependencies/postgresql';
export type { PresetOptions } from './dependencies/preset';
export { prometheus } from './dependencies/prometheus';
export { prometheusAdapter } from './dependencies/prometheus-adapter';
export { redis } from './dependencies/redis';
export { defineEnvironment, type EnvironmentInput, type Overrides } from './environment/define-environment';
export type { Cluster, Environment, EnvironmentSet } from './environment/environment';
export { type EnvironmentsInput, environmentsFrom } from './environment/environments-from';
export { loadEnvironments } from './environment/load';
export {
  ChartDefinitionError,
  ConstructError,
  EnvironmentError,
  formatProblem,
  InferenceError,
  OutputError,
  type Problem,
  type SourceLocation,
  TraceError,
  ValuesError,
} from './errors';
export type {
  ChartExplanation,
  ChartLine,
  EnvironmentValue,
  ExplainedObject,
  ExplainedPlace,
  ExplainedRule,
  ExplainedValue,
  PlaceAlternative,
  PlaceResult,
} from './explain/explanation';
export { checkHooks } from './hooks/check-hooks';
export { DatabaseMigration, type DatabaseMigrationProps } from './hooks/database-migration';
export { HelmHook, type HelmHookProps } from './hooks/helm-hook';
export type { HookDeletePolicy, HookEvent, HookSchedule } from './hooks/hook-annotations';
export type { ReleaseObject } from './hooks/hook-object';
export { type HookOwner, releaseAsOwner } from './hooks/hook-owner';
export type { HookSurroundings } from './hooks/hook-pod';
export { ModelMigration, type ModelMigrationProps } from './hooks/model-migration';
export { ModelPrefetch, type ModelPrefetchProps } from './hooks/model-prefetch';
export { ModelValidation, type ModelValidationProps } from './hooks/model-validation';
export { SmokeTest, type SmokeTestProps } from './hooks/smoke-test';
export { WarmUp, type WarmUpProps } from './hooks/warm-up';
export { InferenceService, type InferenceServiceOptions } from './inference/inference-service';
export {
  type InferenceServiceProps,
  type InferenceServiceValues,
  inferenceServiceValues,
} from './inference/inference-service-values';
export { Release, type ReleaseProps } from './release/release';
export type { FixedValue } from './trace/fixed-values';
export type { PartsOf, ValuesIn } from './values/parts/parts';
export { omitValues, pickValues } from './values/parts/pick-values';
export { type PartOf, withPresets } from './values/presets/with-presets';
export { withRules } from './values/rules/with-rules';
export { type SecretReference, secretReference } from './values/secret-reference';
export { parseValues } from './values/validate';
