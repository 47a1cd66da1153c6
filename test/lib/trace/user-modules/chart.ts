import { ApiObject, type Chart } from 'cdk8s';
import { z } from 'zod';
import { replicasOf } from './sizes';
import { isSpecial, portOf, refuseForbidden, tierOf } from './tiers';

const text = (prose: string) => z.string().default('x').describe(prose);

export const values = z.object({
  tier: text('Its prose is not compared with anything.'),
  kind: text('Kind.'),
  host: text('Host.'),
  mode: text('Mode.'),
  size: text('Size.'),
  label: text('Label.'),
});

/** Constructs whose branches are in other modules. */
export function constructs(scope: Chart, { tier, kind, host, mode, size, label }: z.output<typeof values>): void {
  new ApiObject(scope, 'example', {
    apiVersion: 'v1',
    kind: 'Example',
    metadata: { name: 'example' },
    spec: {
      tier: tierOf(tier),
      kind: isSpecial(kind) ? 'special' : 'usual',
      port: portOf(host),
      mode: refuseForbidden(mode),
      replicas: replicasOf(size),
      ...(label.charCodeAt(7) === 0x2603 && { gpu: true }),
    },
  });
}
