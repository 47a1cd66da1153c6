import { z } from 'zod';
import { labelValue } from './labels';
import { modelStorageValues, storageEnvironment } from './model-storage';
import { servingValues, warmupValues } from './serving';

/** Which model is served, where it comes from and how it is run. */
export const modelValues = z
  .object({
    name: labelValue().min(1).describe('Name of the model: a label, a folder in the model storage, and MODEL_NAME.'),
    version: labelValue()
      .min(1)
      .describe('Version of the model: a label, a folder in the model storage, and MODEL_VERSION.'),
    framework: labelValue()
      .default('')
      .describe('Framework of the model (tensorflow, pytorch, sklearn, onnx…): a label, and MODEL_FRAMEWORK.'),
    storage: modelStorageValues,
    serving: servingValues,
    warmup: warmupValues,
  })
  .describe('Which model is served, where it comes from and how it is run.');

export type ModelValues = z.output<typeof modelValues>;

export function modelEnvironment(model: ModelValues): Record<string, string> {
  return {
    MODEL_NAME: model.name,
    MODEL_VERSION: model.version,
    ...(model.framework !== '' && { MODEL_FRAMEWORK: model.framework }),
    ...storageEnvironment(model),
  };
}
