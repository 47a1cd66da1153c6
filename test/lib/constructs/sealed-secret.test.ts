import { z } from 'zod';
import { ServiceIdentity } from '../../../lib/constructs/identity';
import { sealedSecrets, sealedSecretsValues } from '../../../lib/constructs/sealed-secret';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from '../trace/small-chart';
import { buildService, problemsOf } from './build-service';

/** As long as kubeseal makes them with a key of 4096 bits. */
const SEALED = `Ag${'By3i4OJSWK+PiTySYZZA9rO43cGDEq/'.repeat(24)}==`;

const CLUSTER_WIDE = { 'sealedsecrets.bitnami.com/cluster-wide': 'true' };
const SECRETS = {
  'ml-app-secrets': { encryptedData: { 'redis-password': SEALED } },
  shared: { encryptedData: { token: SEALED }, annotations: CLUSTER_WIDE },
};

test('each Secret gets a SealedSecret of its name', () => {
  const { manifests } = buildService({ sealedSecrets: SECRETS });
  const made = manifests.filter(({ kind }) => kind === 'SealedSecret');
  expect(made).toMatchObject([
    {
      apiVersion: 'bitnami.com/v1alpha1',
      metadata: { name: 'ml-app-secrets', namespace: 'serving' },
      spec: { encryptedData: { 'redis-password': SEALED } },
    },
    { metadata: { name: 'shared', annotations: CLUSTER_WIDE }, spec: { encryptedData: { token: SEALED } } },
  ]);
});

test('none by default', () => {
  expect(buildService().find('SealedSecret')).toBeUndefined();
});

test('the chart makes them of its values, in one loop', async () => {
  const chart = smallChart({
    values: z.object({ sealedSecrets: sealedSecretsValues }),
    environments: { prod: { sealedSecrets: SECRETS } },
    constructs: (scope, values, release) => {
      sealedSecrets(
        scope,
        new ServiceIdentity(release, { name: 'm', version: '1', framework: '' }),
        values.sealedSecrets,
      );
    },
  });
  expect(chart.template('sealedsecret.yaml')).toMatchInlineSnapshot(`
"{{- range $key, $value := .Values.sealedSecrets }}
---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: {{ $key | quote }}
  namespace: {{ $.Release.Namespace | quote }}
  labels:
    {{- include "demo.labels" $ | nindent 4 }}
    model-name: m
    model-version: "1"
  {{- with $value.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  encryptedData:
    {{- toYaml $value.encryptedData | nindent 4 }}
{{- end }}
"
`);
  await expectEqualRendering(chart);
});

test.each(['hunter2', Buffer.from('hunter2').toString('base64')])(
  'a secret that is not sealed is not repeated: %s',
  (literal) => {
    expect(problemsOf({ sealedSecrets: { app: { encryptedData: { password: literal } } } })).toEqual([
      'sealedSecrets.app.encryptedData.password: not sealed: expected what kubeseal --raw prints; if it is the secret itself, change the secret, too',
    ]);
  },
);
