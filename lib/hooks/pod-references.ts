// biome-ignore lint/suspicious/noExplicitAny: objects of every kind, built by anybody
type Anything = any;

/** Something that a pod cannot start without. */
export interface PodReference {
  readonly kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim' | 'ServiceAccount';
  readonly name: string;
  /** Where the pod names it, such as `envFrom of container migrate`. */
  readonly place: string;
}

/** What the pods of an object refer to; optional references, which they start without, are left out. */
export function podReferences(manifest: Anything): PodReference[] {
  const pod = podSpecOf(manifest);
  if (typeof pod !== 'object' || pod === null) return [];
  const found = [
    reference('ServiceAccount', pod.serviceAccountName, 'serviceAccountName'),
    ...list(pod.imagePullSecrets).map((secret) => reference('Secret', secret, 'imagePullSecrets')),
    ...[...list(pod.initContainers), ...list(pod.containers)].flatMap(containerReferences),
    ...list(pod.volumes).flatMap(volumeReferences),
  ];
  return found.filter((each) => each !== undefined);
}

/** Of a Pod, a Job or whatever else has a template for pods. */
function podSpecOf({ kind, spec }: Anything): Anything {
  if (kind === 'Pod') return spec;
  return (spec?.jobTemplate?.spec ?? spec)?.template?.spec;
}

function containerReferences({ name, env, envFrom }: Anything): (PodReference | undefined)[] {
  return [
    ...list(envFrom).flatMap(({ configMapRef, secretRef }) => [
      reference('ConfigMap', configMapRef, `envFrom of container ${name}`),
      reference('Secret', secretRef, `envFrom of container ${name}`),
    ]),
    ...list(env).flatMap((variable) => {
      const place = `${variable.name} of container ${name}`;
      return [
        reference('ConfigMap', variable.valueFrom?.configMapKeyRef, place),
        reference('Secret', variable.valueFrom?.secretKeyRef, place),
      ];
    }),
  ];
}

function volumeReferences(volume: Anything): (PodReference | undefined)[] {
  const place = `volume ${volume.name}`;
  const { persistentVolumeClaim: claim, secret, csi, projected } = volume;
  return [
    reference('ConfigMap', volume.configMap, place),
    reference('Secret', secret && { ...secret, name: secret.secretName }, place),
    reference('PersistentVolumeClaim', claim?.claimName, place),
    reference('Secret', csi?.nodePublishSecretRef, place),
    ...list(projected?.sources).flatMap((source) => [
      reference('ConfigMap', source.configMap, place),
      reference('Secret', source.secret, place),
    ]),
  ];
}

function reference(kind: PodReference['kind'], target: Anything, place: string): PodReference | undefined {
  const { name, optional } = typeof target === 'object' && target !== null ? target : { name: target };
  return typeof name === 'string' && name !== '' && optional !== true ? { kind, name, place } : undefined;
}

function list(value: unknown): Anything[] {
  return Array.isArray(value) ? value : [];
}
