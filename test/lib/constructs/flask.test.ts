import { buildService, problemsOf } from './build-service';

test('the key that signs sessions comes from a Secret', () => {
  const { server } = buildService({ flask: { secretKey: { secretName: 'secrets', key: 'flask' } } });
  expect(server.env).toContainEqual({
    name: 'SECRET_KEY',
    valueFrom: { secretKeyRef: { name: 'secrets', key: 'flask' } },
  });
});

test('a literal key is refused', () => {
  expect(problemsOf({ flask: { secretKey: 's3cr3t' } })).toEqual([
    'flask.secretKey: a secret is never written into values; write { secretName: <name of a Secret>, key: <its key> }',
  ]);
});
