import { manifestFiles } from '../../../lib/app/manifest-files';

const manifest = (kind: string, name: string, rest: object = {}) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name },
  ...rest,
});

test('each object has a file of its own, named after its kind and name', () => {
  const files = manifestFiles([manifest('ConfigMap', 'a'), manifest('HorizontalPodAutoscaler', 'a-b.c')]);
  expect([...files.keys()]).toEqual(['configmap.a.yaml', 'horizontalpodautoscaler.a-b.c.yaml']);
});

test('two of the same kind and name, in two namespaces or groups, have two files', () => {
  const files = manifestFiles([manifest('Role', 'a'), manifest('Role', 'a'), manifest('Role', 'a')]);
  expect([...files.keys()]).toEqual(['role.a.yaml', 'role.a-2.yaml', 'role.a-3.yaml']);
});

test('names that are no file names are made ones', () => {
  expect([...manifestFiles([manifest('ClusterRole', 'system:node/../x')]).keys()]).toEqual([
    'clusterrole.system-node-..-x.yaml',
  ]);
});

test('fields come in the usual order', () => {
  const [text] = manifestFiles([{ spec: { b: 'on', a: [1] }, ...manifest('Own', 'a'), data: {} }]).values();
  expect(text).toMatchInlineSnapshot(`
"apiVersion: v1
kind: Own
metadata:
  name: a
spec:
  a:
    - 1
  b: "on"
data: {}
"
`);
});

test('hooks are in a folder of their own, which kubectl apply does not read', () => {
  const annotations = { 'helm.sh/hook': 'test' };
  const hook = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', annotations } };
  expect([...manifestFiles([manifest('Pod', 'a'), hook, hook]).keys()]).toEqual([
    'pod.a.yaml',
    'hooks/pod.a.yaml',
    'hooks/pod.a-2.yaml',
  ]);
});
