import { z } from 'zod';
import { resourceQuantity } from '../constructs/quantity';

type Quantities = Readonly<Record<string, string | number>>;

const quantities = (defaults: Quantities) =>
  z.record(z.string().min(1), resourceQuantity()).default({ ...defaults } as Record<string, string | number>);

/** Requests and limits of a hook's container, with the hook's own defaults. */
export function hookResources(requests: Quantities, limits: Quantities) {
  return z
    .object({
      requests: quantities(requests).describe('What the scheduler sets aside.'),
      limits: quantities(limits).describe('What the container may use at most.'),
    })
    .prefault({})
    .describe('Requests and limits of the container.');
}

/** For a client that asks over HTTP. */
export const clientResources = () =>
  hookResources(
    { cpu: '10m', memory: '32Mi', 'ephemeral-storage': '16Mi' },
    { cpu: '100m', memory: '64Mi', 'ephemeral-storage': '64Mi' },
  );
