import { buildService } from './build-service';

test('a service account of the service, whose token stays outside', () => {
  const annotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::000000000000:role/models' };
  const { find, podSpec } = buildService({ serviceAccount: { annotations } });
  expect(find('ServiceAccount')).toMatchObject({
    metadata: { name: 'ml', annotations },
    automountServiceAccountToken: false,
  });
  expect(podSpec).toMatchObject({ serviceAccountName: 'ml', automountServiceAccountToken: false });
});

test.each([
  [{ create: true, name: 'models' }, 'models', 'models'],
  [{ create: false, name: 'models' }, undefined, 'models'],
  [{ create: false }, undefined, 'default'],
])('%j: creates %s, uses %s', (serviceAccount, created, used) => {
  const { find, podSpec } = buildService({ serviceAccount });
  expect(find('ServiceAccount')?.metadata.name).toBe(created);
  expect(podSpec.serviceAccountName).toBe(used);
});

test('the token can be asked for', () => {
  const { find, podSpec } = buildService({ serviceAccount: { automountServiceAccountToken: true } });
  expect([find('ServiceAccount'), podSpec].map((object) => object.automountServiceAccountToken)).toEqual([true, true]);
});
