import { buildService } from '../constructs/build-service';

test('pods of hooks may reach the service and what it may reach, and nobody may reach them', () => {
  const egress = [{ ports: [{ port: 5432, protocol: 'TCP' }] }];
  const { manifests } = buildService({ networkPolicy: { enabled: true, egress } });
  const policy = manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'ml-hooks');
  const hooks = { matchLabels: { 'app.kubernetes.io/instance': 'ml', 'app.kubernetes.io/component': 'hook' } };
  const pods = { matchLabels: { 'app.kubernetes.io/instance': 'ml', 'app.kubernetes.io/name': 'ml' } };
  expect(policy.spec).toEqual({
    podSelector: hooks,
    policyTypes: ['Ingress', 'Egress'],
    egress: [
      {
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      },
      { to: [{ podSelector: pods }] },
      ...egress,
    ],
  });
  const [service] = manifests.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'ml');
  expect(service.spec.ingress).toEqual([
    { from: [{ podSelector: hooks }], ports: [{ port: 'http', protocol: 'TCP' }] },
  ]);
});

test('there is none without a policy of the service', () => {
  expect(buildService().find('NetworkPolicy')).toBeUndefined();
});
