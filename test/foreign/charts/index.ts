import type { ForeignChart } from '../foreign-chart';
import { autoscaledService } from './autoscaled-service';
import { commandLines } from './command-lines';
import { computedSizes } from './computed-sizes';
import { constructLibrary } from './construct-library';
import { customResources } from './custom-resources';
import { database } from './database';
import { generatedClasses } from './generated-classes';
import { includedManifests } from './included-manifests';
import { ingressRules } from './ingress-rules';
import { lazyFields } from './lazy-fields';
import { messageConsumer } from './message-consumer';
import { modelSources } from './model-sources';
import { passedStructures } from './passed-structures';
import { patchedObjects } from './patched-objects';
import { placedWorkers } from './placed-workers';
import { previewEnvironments } from './preview-environments';
import { scheduledJobs } from './scheduled-jobs';
import { sharedPorts } from './shared-ports';
import { staticObjects } from './static-objects';
import { tenants } from './tenants';
import { textBlocks } from './text-blocks';
import { webApplication } from './web-application';

/** All the charts of the suite. */
export const foreignCharts: readonly ForeignChart[] = [
  autoscaledService,
  commandLines,
  computedSizes,
  constructLibrary,
  customResources,
  database,
  generatedClasses,
  includedManifests,
  ingressRules,
  lazyFields,
  messageConsumer,
  modelSources,
  passedStructures,
  patchedObjects,
  placedWorkers,
  scheduledJobs,
  sharedPorts,
  previewEnvironments,
  staticObjects,
  tenants,
  textBlocks,
  webApplication,
];
