import { buildService } from './build-service';

const dns = {
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
};
const ingressNginx = { namespaceSelector: { matchLabels: { name: 'ingress-nginx' } } };

/** The smoke test and the warm-up ask the service. */
const fromHooks = {
  from: [
    { podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'ml', 'app.kubernetes.io/component': 'hook' } } },
  ],
  ports: [{ port: 'http', protocol: 'TCP' }],
};

test('no policy by default', () => {
  expect(buildService().find('NetworkPolicy')).toBeUndefined();
});

test('without rules only hooks come in, and only names are resolved', () => {
  expect(buildService({ networkPolicy: { enabled: true } }).find('NetworkPolicy').spec).toEqual({
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ml', 'app.kubernetes.io/instance': 'ml' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [fromHooks],
    egress: [dns],
  });
});

test('peers may reach the ports of the server', () => {
  const { find } = buildService({
    networkPolicy: { enabled: true, ingress: [{ from: [ingressNginx] }, {}] },
  });
  const ports = [
    { port: 'http', protocol: 'TCP' },
    { port: 'grpc', protocol: 'TCP' },
    { port: 'metrics', protocol: 'TCP' },
  ];
  expect(find('NetworkPolicy').spec.ingress).toEqual([{ from: [ingressNginx], ports }, { ports }, fromHooks]);
});

test('a rule with ports is taken as it stands, and so are those for egress', () => {
  const rule = { from: [ingressNginx], ports: [{ port: 'admin' }] };
  const egress = [{ to: [{ namespaceSelector: {} }] }];
  const { find } = buildService({ networkPolicy: { enabled: true, ingress: [rule], egress } });
  expect(find('NetworkPolicy').spec).toMatchObject({ ingress: [rule, fromHooks], egress: [dns, ...egress] });
});
