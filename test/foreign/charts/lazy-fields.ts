import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

/** A role that others add their rules to after it was created: what it renders is known at the end only. */
class Permissions extends Construct {
  private readonly rules: object[] = [];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ApiObject(this, 'Resource', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      rules: Lazy.any({ produce: () => this.rules }),
      metadata: { annotations: { 'example.com/from': Lazy.any({ produce: () => this.node.path }) } },
    });
  }

  allow(resource: string, verbs: readonly string[]): void {
    this.rules.push({ apiGroups: [''], resources: [resource], verbs: [...verbs] });
  }
}

/** `Lazy` values, resolved after all constructs are there. */
export const lazyFields = foreignChart({
  name: 'lazy-fields',
  values: z.object({
    watches: z
      .object({
        pods: z.boolean().default(true),
        secrets: z.boolean().default(false),
        services: z.boolean().default(true),
      })
      .prefault({}),
    extra: z.array(z.object({ resource: z.string(), verbs: z.array(z.string()).default(['get']) })).default([]),
  }),
  environments: { dev: {}, prod: { watches: { secrets: true }, extra: [{ resource: 'nodes' }] } },
  constructs: (chart, { watches, extra }) => {
    const permissions = new Permissions(chart, 'permissions');
    if (watches.pods) permissions.allow('pods', ['get', 'list', 'watch']);
    if (watches.services) permissions.allow('services', ['get', 'list']);
    if (watches.secrets) permissions.allow('secrets', ['get']);
    for (const { resource, verbs } of extra) permissions.allow(resource, verbs);
  },
});
