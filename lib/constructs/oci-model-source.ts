import { z } from 'zod';
import { pinnedTag } from './image';

/** A model in an OCI registry, which nodes mount as a volume. */
export const ociValues = z
  .object({
    repository: z.string().default('').describe('Repository of the image or artifact, with its registry.'),
    tag: pinnedTag()
      .default('')
      .describe("Tag, with @sha256:… behind it exactly that image. Empty: the model's version."),
  })
  .prefault({})
  .describe(
    'The model as an image or artifact in an OCI registry, mounted as an image volume (Kubernetes 1.31 with the feature gate ImageVolume, 1.33 or later); used when type is oci. imagePullSecrets open the registry.',
  );

/** `repository:tag`, the tag being the model's version where the values give none. */
export function ociReference(oci: z.output<typeof ociValues>, modelVersion: string): string {
  return `${oci.repository}:${oci.tag || modelVersion}`;
}
