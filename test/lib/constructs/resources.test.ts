import { buildService, problemsOf } from './build-service';

test('no resources are given by default', () => {
  expect(buildService().server).not.toHaveProperty('resources');
});

test('every resource is passed on, as text or number', () => {
  const resources = {
    requests: { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '1Gi' },
    limits: { cpu: 1.5, 'hugepages-2Mi': '100Mi' },
  };
  expect(buildService({ resources }).server.resources).toEqual(resources);
});

test('a quantity has its form', () => {
  expect(problemsOf({ resources: { limits: { memory: '4GB' } } })).toEqual([
    'resources.limits.memory: expected a Kubernetes quantity, such as 500m, 2, 512Mi or 10Gi, found text "4GB"',
  ]);
});
