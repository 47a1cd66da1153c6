import { z } from 'zod';
import { annotations } from '../constructs/labels';
import { CANARY_ANNOTATIONS } from './canary-ingress';
import { variantValues } from './variant-values';

/** How a second version of the service takes over. */
export const deliveryValues = z
  .object({
    type: z
      .enum(['none', 'canary', 'blueGreen'])
      .default('none')
      .describe(
        'How a second version takes over: none (there is none), canary (a share of the requests) or blueGreen (all of them at once).',
      ),
    canary: z
      .object({
        traffic: z
          .enum(['replicas', 'nginx', 'httpRoute'])
          .default('replicas')
          .describe(
            'What gives the canary its share: replicas (its part of all replicas, behind one Service), nginx (a second Ingress for ingress-nginx) or httpRoute (weights in the HTTPRoute).',
          ),
        weight: z
          .int()
          .min(0)
          .max(100)
          .default(10)
          .describe('Percentage of the requests that go to the canary, with nginx and httpRoute.'),
        annotations: annotations(Object.values(CANARY_ANNOTATIONS)).describe(
          'Annotations of the second Ingress, such as nginx.ingress.kubernetes.io/canary-by-header; it has all others from the first.',
        ),
      })
      .prefault({})
      .describe('A share of the requests goes to the second version; used when type is canary.'),
    blueGreen: z
      .object({
        active: z
          .enum(['blue', 'green'])
          .default('blue')
          .describe(
            'The version behind the Service: blue (as image, model and so on have it) or green (with what variant changes). The other one is behind the preview Service.',
          ),
      })
      .prefault({})
      .describe('Both versions run, and one of them gets all requests; used when type is blueGreen.'),
    variant: variantValues,
  })
  .prefault({})
  .describe('A second version of the service beside the first.');

export type DeliveryValues = z.output<typeof deliveryValues>;

/** What the second version is called, in names and labels. */
export type Track = 'canary' | 'green';

/** The second version, if there is one. */
export function trackOf({ type }: DeliveryValues): Track | undefined {
  switch (type) {
    case 'none':
      return undefined;
    case 'canary':
      return 'canary';
    case 'blueGreen':
      return 'green';
  }
}

/** Whether the pods of the second version are among those that the Service sends requests to. */
export function sharesService({ type, canary }: DeliveryValues): boolean {
  return type === 'canary' && canary.traffic === 'replicas';
}

/** The requests in a hundred that something sends to the canary's own Service; `undefined` where it does not. */
export function canaryWeight({ type, canary }: DeliveryValues, traffic: 'nginx' | 'httpRoute'): number | undefined {
  return type === 'canary' && canary.traffic === traffic ? canary.weight : undefined;
}
