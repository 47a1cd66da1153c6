import { z } from 'zod';
import { externalSecrets, externalSecretsValues } from '../../../lib/constructs/external-secret';
import { ServiceIdentity } from '../../../lib/constructs/identity';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from '../trace/small-chart';
import { buildService, problemsOf } from './build-service';

const SECRETS = {
  'ml-app-secrets': {
    secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
    refreshInterval: '15m',
    data: [{ secretKey: 'database-password', remoteRef: { key: 'ml/database', property: 'password' } }],
  },
  'hub.token': { secretStoreRef: { name: 'team' }, dataFrom: [{ extract: { key: 'ml/hub' } }] },
};

test('each Secret gets an ExternalSecret of its name, whose spec is passed on', () => {
  const { manifests, server } = buildService({
    externalSecrets: SECRETS,
    database: { host: 'db.example.com', password: { secretName: 'ml-app-secrets', key: 'database-password' } },
  });
  const made = manifests.filter(({ kind }) => kind === 'ExternalSecret');
  expect(made).toMatchObject([
    { metadata: { name: 'hub.token' }, spec: SECRETS['hub.token'] },
    {
      apiVersion: 'external-secrets.io/v1',
      metadata: { name: 'ml-app-secrets', namespace: 'serving', labels: { 'app.kubernetes.io/instance': 'ml' } },
      spec: SECRETS['ml-app-secrets'],
    },
  ]);
  expect(server.env).toContainEqual({
    name: 'DATABASE_PASSWORD',
    valueFrom: { secretKeyRef: { name: 'ml-app-secrets', key: 'database-password' } },
  });
});

test('none by default', () => {
  expect(buildService().find('ExternalSecret')).toBeUndefined();
});

test('the chart makes them of its values, in one loop', async () => {
  const chart = smallChart({
    values: z.object({ externalSecrets: externalSecretsValues }),
    environments: { prod: { externalSecrets: SECRETS } },
    constructs: (scope, values, release) => {
      externalSecrets(
        scope,
        new ServiceIdentity(release, { name: 'm', version: '1', framework: '' }),
        values.externalSecrets,
      );
    },
  });
  expect(chart.template('externalsecret.yaml')).toMatchInlineSnapshot(`
"{{- range $key, $value := .Values.externalSecrets }}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: {{ $key | quote }}
  namespace: {{ $.Release.Namespace | quote }}
  labels:
    {{- include "demo.labels" $ | nindent 4 }}
    model-name: m
    model-version: "1"
spec:
  {{- toYaml $value | nindent 2 }}
{{- end }}
"
`);
  await expectEqualRendering(chart);
});

test('what the operator would refuse, or never find', () => {
  expect(
    problemsOf({
      externalSecrets: {
        ML_Secrets: { secretStoreRef: { name: 'vault' }, dataFrom: [{}] },
        nowhere: { dataFrom: [{}] },
        nothing: { secretStoreRef: { name: 'vault' } },
        nameless: { secretStoreRef: { name: 'vault' }, data: [{ secretKey: 'a b', remoteRef: {} }] },
      },
    }),
  ).toMatchInlineSnapshot(`
[
  "externalSecrets.ML_Secrets: expected the name of a Secret: lower-case letters, digits, "-" and ".", beginning and ending with a letter or digit",
  "externalSecrets.nameless.data[0].remoteRef.key: required; expected text of at least 1 character",
  "externalSecrets.nameless.data[0].secretKey: expected a key of a Secret: letters, digits, "-", "_" and ".", not beginning with ".."",
  "externalSecrets.nothing.data: this or externalSecrets.nothing.dataFrom is required; set one of them",
  "externalSecrets.nowhere.secretStoreRef: required; expected a map with name",
]
`);
});
