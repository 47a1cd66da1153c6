import { z } from 'zod';
import { cacheValues, redisValues } from '../../../lib/constructs/cache';
import { databaseValues, postgresqlValues } from '../../../lib/constructs/database';
import { egressPolicies } from '../../../lib/constructs/egress-policies';
import { ServiceIdentity } from '../../../lib/constructs/identity';
import { modelValues } from '../../../lib/constructs/model';
import { networkPolicyValues } from '../../../lib/constructs/network-policy';
import { expectEqualRendering } from '../../equality/expect-equal';
import { buildProgressiveService } from '../delivery/build-progressive-service';
import { smallChart } from '../trace/small-chart';
import { buildService } from './build-service';

type Values = Parameters<typeof buildService>[0];

const tcp = (...ports: number[]) => ports.map((port) => ({ port, protocol: 'TCP' }));
const OWN_RELEASE = [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'ml' } } }];
const OWN = ['ml', 'ml-hooks'];
const KEY = { secretName: 'storage', key: 'key' };

/** What the pods of service and hooks may reach beyond their own policies, by the names of the policies. */
function egressOf(values: Values, networkPolicy: object = {}) {
  const { manifests } = buildService({ ...values, networkPolicy: { enabled: true, ...networkPolicy } });
  const policies = manifests.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && !OWN.includes(metadata.name));
  return Object.fromEntries(policies.map(({ metadata, spec }) => [metadata.name, spec.egress]));
}

const model = (storage: object) => ({ model: { name: 'sentiment', version: 'v1', storage } }) as Values;

test('a service that talks to nobody reaches nobody', () => {
  expect(egressOf({})).toEqual({});
  expect(egressOf(model({ type: 'pvc', pvc: { enabled: true, accessMode: 'ReadWriteMany' } }))).toEqual({});
  expect(egressOf(model({ type: 'oci', oci: { repository: 'registry.example.com/models' } }))).toEqual({});
});

test('model storage, wherever it is', () => {
  const storages = [
    { type: 's3', s3: { bucket: 'models', credentials: { accessKeyId: KEY, secretAccessKey: KEY } } },
    { type: 'gcs', gcs: { bucket: 'models', credentials: KEY } },
    { type: 'azure', azure: { account: 'models', container: 'models', sasToken: KEY } },
    { type: 'huggingface', huggingface: { repository: 'a/b', revision: 'v1' } },
    { type: 'http', http: { urls: ['https://models.example.com/a.bin'] } },
  ];
  for (const storage of storages) {
    expect(egressOf(model(storage))).toEqual({ 'ml-model-storage': [{ ports: tcp(443) }] });
  }
  const http = { urls: ['http://models.example.com:8080/a.bin'] };
  expect(egressOf(model({ type: 'http', http }), { modelStoragePort: 8080 })).toEqual({
    'ml-model-storage': [{ ports: tcp(8080) }],
  });
});

test('the identity of the cloud, for those who ask it', () => {
  expect(egressOf({}, { cloudIdentity: true, derivedEgress: false })).toEqual({
    'ml-cloud-identity': [
      {
        to: [
          { ipBlock: { cidr: '169.254.169.254/32' } },
          { ipBlock: { cidr: '169.254.169.252/32' } },
          { ipBlock: { cidr: '169.254.170.23/32' } },
        ],
        ports: tcp(80, 988),
      },
    ],
  });
});

test('database and cache: those of the release in the release only, others on their ports', () => {
  expect(egressOf({ postgresql: { enabled: true }, redis: { enabled: true } })).toEqual({
    'ml-database': [{ to: OWN_RELEASE, ports: tcp(5432) }],
    'ml-cache': [{ to: OWN_RELEASE, ports: tcp(6379) }],
  });
  const elsewhere = { database: { host: 'db.example.com', port: 6432 }, cache: { host: 'redis.example.com' } };
  expect(egressOf(elsewhere)).toEqual({
    'ml-database': [{ ports: tcp(6432) }],
    'ml-cache': [{ ports: tcp(6379) }],
  });
});

test('the policies are for the pods of the service and for those of its hooks, and for no others', () => {
  const { manifests, find } = buildService({ cache: { host: 'redis.example.com' }, networkPolicy: { enabled: true } });
  const policy = manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'ml-cache');
  const selector = { 'app.kubernetes.io/instance': 'ml', 'app.kubernetes.io/part-of': 'ml' };
  expect(policy.spec).toMatchObject({ podSelector: { matchLabels: selector }, policyTypes: ['Egress'] });
  expect(find('Deployment').spec.template.metadata.labels).toMatchObject(selector);
  expect(find('Pod').metadata.labels).toMatchObject(selector);
});

test('a second version reaches the same, by the same policies', () => {
  const { manifests } = buildProgressiveService({
    cache: { host: 'redis.example.com' },
    networkPolicy: { enabled: true },
    delivery: { type: 'blueGreen', variant: { image: { tag: '2.0.0' } } },
  });
  const labels = manifests
    .filter(({ kind }) => kind === 'Deployment')
    .map(({ spec }) => spec.template.metadata.labels['app.kubernetes.io/part-of']);
  expect(labels).toEqual(['ml', 'ml']);
  expect(manifests.filter(({ metadata }) => metadata.name.endsWith('-cache'))).toHaveLength(1);
});

test('they may be turned off, and are not there where everything is allowed', () => {
  const values = { cache: { host: 'redis.example.com' } };
  expect(egressOf(values, { derivedEgress: false })).toEqual({});
  expect(egressOf(values, { enabled: false })).toEqual({});
});

test('the chart derives it as well', async () => {
  const chart = smallChart({
    values: z.object({
      model: modelValues,
      postgresql: postgresqlValues,
      redis: redisValues,
      database: databaseValues,
      cache: cacheValues,
      networkPolicy: networkPolicyValues,
    }),
    base: { model: { name: 'sentiment', version: 'v1' }, networkPolicy: { enabled: true } },
    environments: {
      dev: { postgresql: { enabled: true }, redis: { enabled: true } },
      prod: {
        model: { storage: { type: 's3', s3: { bucket: 'models' } } },
        database: { host: 'db.example.com' },
        cache: { host: 'redis.example.com' },
      },
    },
    constructs: (scope, values, release) => {
      const identity = new ServiceIdentity(release, values.model);
      egressPolicies(scope, identity, values);
    },
  });
  expect(chart.traced.fixed).toEqual([]);
  expect(chart.template('networkpolicy-model-storage.yaml')).toMatchInlineSnapshot(`
"{{- if and (not (eq .Values.model.storage.type "none" "pvc" "oci")) .Values.networkPolicy.enabled .Values.networkPolicy.derivedEgress }}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "demo.resourceName" (list . "model-storage") | quote }}
  namespace: {{ .Release.Namespace | quote }}
  labels:
    {{- include "demo.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/instance: {{ .Release.Name | quote }}
      app.kubernetes.io/part-of: {{ include "demo.fullname" . | quote }}
  policyTypes:
    - Egress
  egress:
    - ports:
        - port: {{ .Values.networkPolicy.modelStoragePort }}
          protocol: TCP
{{- end }}
"
`);
  expect(chart.template('networkpolicy-database.yaml')).toMatchInlineSnapshot(`
"{{- if and (or .Values.postgresql.enabled .Values.database.host) .Values.networkPolicy.enabled .Values.networkPolicy.derivedEgress }}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "demo.resourceName" (list . "database") | quote }}
  namespace: {{ .Release.Namespace | quote }}
  labels:
    {{- include "demo.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/instance: {{ .Release.Name | quote }}
      app.kubernetes.io/part-of: {{ include "demo.fullname" . | quote }}
  policyTypes:
    - Egress
  egress:
    - ports:
        - protocol: TCP
          {{- if .Values.postgresql.enabled }}
          port: 5432
          {{- else }}
          port: {{ .Values.database.port }}
          {{- end }}
      {{- if .Values.postgresql.enabled }}
      to:
        - podSelector:
            matchLabels:
              app.kubernetes.io/instance: {{ .Release.Name | quote }}
      {{- end }}
{{- end }}
"
`);
  await expectEqualRendering(chart);
});
