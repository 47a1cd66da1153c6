import { checkHooks } from '../../../lib/hooks/check-hooks';
import type { ReleaseObject } from '../../../lib/hooks/hook-object';

const LIMITS = { activeDeadlineSeconds: 60, ttlSecondsAfterFinished: 60 };

function object(kind: string, name: string, fields: object = {}, annotations?: Record<string, string>): ReleaseObject {
  return { kind, metadata: { name, namespace: 'ml', ...(annotations && { annotations }) }, ...fields };
}

function hook(kind: string, name: string, event: string, weight = 0, fields: object = {}): ReleaseObject {
  return object(kind, name, fields, {
    'helm.sh/hook': event,
    'helm.sh/hook-weight': String(weight),
    'helm.sh/hook-delete-policy': 'before-hook-creation',
  });
}

function job(name: string, event: string, weight: number, pod: object): ReleaseObject {
  return hook('Job', name, event, weight, { spec: { ...LIMITS, template: { spec: pod } } });
}

const messages = (...objects: ReleaseObject[]) => checkHooks(objects).map(({ message }) => message);

describe('annotations', () => {
  const annotated = (annotations: Record<string, string>) => object('Job', 'migrate', { spec: LIMITS }, annotations);

  test('a hook that Helm runs as it says has no problems', () => {
    expect(messages(annotated({ 'helm.sh/hook': 'pre-install, Post-Upgrade', 'helm.sh/hook-weight': '-5' }))).toEqual(
      [],
    );
    expect(messages(annotated({ 'helm.sh/hook': 'test-success' }))).toEqual([]);
    expect(messages(object('Job', 'none'))).toEqual([]);
  });

  test('an event that Helm does not know', () => {
    expect(messages(annotated({ 'helm.sh/hook': 'pre-instal,post-deploy' }))).toEqual([
      'Job "migrate" is a hook of the event "pre-instal", which Helm does not know and would pass over; did you mean pre-install?',
      'Job "migrate" is a hook of the event "post-deploy", which Helm does not know and would pass over; write one of pre-install, post-install, pre-delete, post-delete, pre-upgrade, post-upgrade, pre-rollback, post-rollback, test',
    ]);
  });

  test('a weight that is no integer', () => {
    expect(messages(annotated({ 'helm.sh/hook': 'test', 'helm.sh/hook-weight': 'first' }))).toEqual([
      'Job "migrate" has the annotation helm.sh/hook-weight: "first", which Helm takes for 0; write an integer such as "-5"',
    ]);
  });

  test('delete policies without before-hook-creation', () => {
    const policies = (text: string) => annotated({ 'helm.sh/hook': 'test', 'helm.sh/hook-delete-policy': text });
    expect(messages(policies('before-hook-creation,hook-succeeded'))).toEqual([]);
    expect(messages(policies('hook-succeeded'))).toEqual([
      'Job "migrate" has the annotation helm.sh/hook-delete-policy: hook-succeeded without before-hook-creation, so that the next run fails where the last one left it behind; add before-hook-creation',
    ]);
    expect(messages(policies('before-hook-creation,hook-success'))).toEqual([
      'Job "migrate" has the delete policy "hook-success", which Helm does not know and would pass over; did you mean hook-succeeded?',
    ]);
  });
});

describe('Jobs', () => {
  test('need a deadline and a TTL', () => {
    expect(messages(hook('Job', 'migrate', 'pre-upgrade', 0, { spec: {} }))).toEqual([
      'Job "migrate" is a hook without spec.activeDeadlineSeconds, so that its pod may hang for ever; set it, or deadlineSeconds of its HelmHook',
      'Job "migrate" is a hook without spec.ttlSecondsAfterFinished, so that nothing removes it; set it, or ttlSecondsAfterFinished of its HelmHook',
    ]);
    expect(messages(object('Job', 'no-hook', { spec: {} }))).toEqual([]);
  });
});

describe('what is not there at the moment of the hook', () => {
  const settings = { containers: [{ name: 'migrate', envFrom: [{ configMapRef: { name: 'ml' } }] }] };

  test('a ConfigMap of the release, before the installation', () => {
    expect(messages(object('ConfigMap', 'ml'), job('migrate', 'pre-install', 0, settings))).toEqual([
      'Job "migrate" is a pre-install hook and refers to ConfigMap "ml" (envFrom of container migrate), which Helm installs only afterwards; make the ConfigMap a pre-install hook of lower weight than 0, refer to a ConfigMap that exists outside of the release, or give the pod what it needs directly',
    ]);
  });

  test('any object of the release, after it was deleted', () => {
    expect(messages(object('ConfigMap', 'ml'), job('migrate', 'post-delete', 0, settings))).toEqual([
      'Job "migrate" is a post-delete hook and refers to ConfigMap "ml" (envFrom of container migrate), which Helm has deleted by then; make the ConfigMap a post-delete hook of lower weight than 0, refer to a ConfigMap that exists outside of the release, or give the pod what it needs directly',
    ]);
  });

  test('hooks of higher or equal weight', () => {
    for (const weight of [0, 5]) {
      expect(
        messages(hook('ConfigMap', 'ml', 'pre-upgrade', weight), job('migrate', 'pre-upgrade', 0, settings)),
      ).toEqual([
        `Job "migrate" is a pre-upgrade hook and refers to ConfigMap "ml" (envFrom of container migrate), which is a hook of the same event with weight ${weight}, not below 0; give it a lower weight, so that it is there before`,
      ]);
    }
  });

  test('hooks of other events only', () => {
    expect(messages(hook('ConfigMap', 'ml', 'pre-upgrade', -5), job('migrate', 'pre-install', 0, settings))).toEqual([
      expect.stringMatching(
        /^Job "migrate" is a pre-install hook and refers to ConfigMap "ml".* installs only afterwards/,
      ),
    ]);
  });

  test('a Secret that a controller makes of an object of the release', () => {
    const pod = { containers: [{ name: 'migrate', envFrom: [{ secretRef: { name: 'token' } }] }] };
    const told = [
      'Job "migrate" is a pre-install hook and refers to Secret "token" (envFrom of container migrate), which ExternalSecret "mine" makes and Helm installs only afterwards; make the ExternalSecret a pre-install hook of lower weight than 0, refer to a Secret that exists outside of the release, or give the pod what it needs directly',
    ];
    const external = object('ExternalSecret', 'mine', { spec: { target: { name: 'token' } } });
    expect(messages(external, job('migrate', 'pre-install', 0, pod))).toEqual(told);
    expect(messages(object('SealedSecret', 'token', { spec: {} }), job('migrate', 'pre-install', 0, pod))).toHaveLength(
      1,
    );
    expect(messages(object('SealedSecret', 'other', { spec: {} }), job('migrate', 'pre-install', 0, pod))).toEqual([]);
  });

  test.each([
    ['what exists outside of the release', [], 'pre-install'],
    ['a hook of lower weight', [hook('ConfigMap', 'ml', 'pre-install,pre-upgrade', -1)], 'pre-install,pre-upgrade'],
    ['an object of the release, once it is installed', [object('ConfigMap', 'ml')], 'post-install,pre-upgrade,test'],
    [
      'an object of the same name in another namespace',
      [{ kind: 'ConfigMap', metadata: { name: 'ml' } }],
      'pre-install',
    ],
    ['an object of another kind', [object('Secret', 'ml')], 'pre-install'],
  ])('%s is there', (_what, objects, event) => {
    expect(messages(...objects, job('migrate', event, 0, settings))).toEqual([]);
  });
});
