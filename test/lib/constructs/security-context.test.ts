import { buildService, problemsOf } from './build-service';

test('the flat values are split into those of the pod and those of the server', () => {
  const { podSpec, server } = buildService({
    securityContext: {
      runAsUser: 20000,
      runAsGroup: 20001,
      fsGroup: 20002,
      fsGroupChangePolicy: 'Always',
      supplementalGroups: [20003],
      capabilities: { add: ['NET_BIND_SERVICE'] },
      seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/ml.json' },
    },
  });
  expect(podSpec.securityContext).toEqual({
    runAsNonRoot: true,
    runAsUser: 20000,
    runAsGroup: 20001,
    fsGroup: 20002,
    fsGroupChangePolicy: 'Always',
    supplementalGroups: [20003],
    seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/ml.json' },
  });
  expect(server.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: true,
    capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
  });
});

test('by default nothing runs as root or writes to the image', () => {
  const { podSpec, server } = buildService();
  expect(podSpec.securityContext).toEqual({
    runAsNonRoot: true,
    runAsUser: 10001,
    runAsGroup: 10001,
    fsGroup: 10001,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(server.securityContext).toMatchObject({ readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
});

test('the profile of the node matters for Localhost only', () => {
  const seccompProfile = { type: 'RuntimeDefault', localhostProfile: 'profiles/ml.json' } as const;
  expect(buildService({ securityContext: { seccompProfile } }).podSpec.securityContext.seccompProfile).toEqual({
    type: 'RuntimeDefault',
  });
  expect(problemsOf({ securityContext: { seccompProfile: { type: 'Localhost' } } })).toEqual([
    'securityContext.seccompProfile.localhostProfile: type Localhost needs the path of a profile below the seccomp folder of the kubelet',
  ]);
});

test('without capabilities to drop or add there is no such map', () => {
  const { server } = buildService({ securityContext: { capabilities: { drop: [] } } });
  expect(server.securityContext).not.toHaveProperty('capabilities');
});
