import { Deployment, Node, NodeLabelQuery, NodeTaintQuery, type TaintEffect, Topology } from 'cdk8s-plus-27';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

/** Affinity, anti-affinity and tolerations by the scheduling classes of cdk8s-plus-27. */
export const placedWorkers = foreignChart({
  name: 'placed-workers',
  values: z.object({
    image: z.string().default('registry.example.com/worker:3'),
    nodes: z
      .object({
        pool: z.string().min(1).default('workers'),
        zones: z.array(z.string()).default([]),
        weight: z.int().min(1).max(100).default(50),
        dedicated: z.boolean().default(false),
        taint: z.string().min(1).default('dedicated'),
        effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).default('NoSchedule'),
      })
      .prefault({}),
    spread: z.enum(['none', 'host', 'zone']).default('host'),
  }),
  environments: { dev: { spread: 'none' }, prod: { nodes: { dedicated: true, zones: ['a', 'b'] }, spread: 'zone' } },
  constructs: (chart, { image, nodes, spread }) => {
    const workers = new Deployment(chart, 'workers', { containers: [{ image }] });
    const tainted = Node.tainted(NodeTaintQuery.is(nodes.taint, nodes.pool, { effect: nodes.effect as TaintEffect }));
    if (nodes.dedicated) workers.scheduling.tolerate(tainted);
    workers.scheduling.attract(Node.labeled(NodeLabelQuery.is('pool', nodes.pool)), { weight: nodes.weight });
    if (nodes.zones.length > 0) {
      workers.scheduling.attract(Node.labeled(NodeLabelQuery.in('topology.kubernetes.io/zone', nodes.zones)));
    }
    if (spread !== 'none') {
      workers.scheduling.separate(workers, { topology: spread === 'host' ? Topology.HOSTNAME : Topology.ZONE });
    }
  },
});
