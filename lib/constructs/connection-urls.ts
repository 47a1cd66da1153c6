import { z } from 'zod';
import type { Release } from '../release/release';
import { type CacheValues, cacheSecrets } from './cache';
import { type DatabaseValues, databaseSecrets } from './database';
import { clientImageReference, clientImageValues, imagePullPolicy } from './image';
import type { Container, EnvVar, Volume, VolumeMount } from './manifest';
import { RESTRICTED_CONTAINER } from './security-context';

/** The init container, and the volume that it writes to. */
export const CONNECTION_URLS = 'connection-urls';

/** The variables that name the files. */
export const CONNECTION_URL_FILES = ['DATABASE_URL_FILE', 'CACHE_URL_FILE'] as const;

const FOLDER = '/run/connections';

/** URLs with passwords in them, which are put together in the pod. */
export const connectionUrlsValues = z
  .object({
    enabled: z
      .boolean()
      .default(false)
      .describe(
        'Write the URLs of database and cache, password included, into files in the memory of the pod, for applications that take nothing else. DATABASE_URL_FILE, CACHE_URL_FILE.',
      ),
    image: clientImageValues({ repository: 'busybox', tag: '1.37.0' }, 'Image with the shell that puts them together.'),
    imagePullPolicy: imagePullPolicy(),
  })
  .prefault({})
  .describe('URLs of database and cache for the server; user, password and name are percent-encoded.');

interface Connections extends DatabaseValues, CacheValues {
  readonly connectionUrls: z.output<typeof connectionUrlsValues>;
}

/**
 * Percent-encodes every byte, which is always right, so that no password can end the URL's part that it is in. The
 * passwords reach the script from their Secrets; the files are readable for the group of the pod alone.
 */
export const CONNECTION_URLS_SCRIPT = `set -eu
umask 027

encode() {
  printf '%s' "$1" | od -A n -v -t x1 | tr -d ' \\n' | sed 's/../%&/g'
}

if [ -n "\${DATABASE_HOST:-}" ]; then
  user="$(encode "$DATABASE_USERNAME")\${DATABASE_PASSWORD:+:$(encode "$DATABASE_PASSWORD")}"
  printf 'postgresql://%s@%s:%s/%s%s' "$user" "$DATABASE_HOST" "$DATABASE_PORT" "$(encode "$DATABASE_NAME")" \\
    "\${DATABASE_SSL_MODE:+?sslmode=$DATABASE_SSL_MODE}" > "$CONNECTIONS_FOLDER/database-url"
fi

if [ -n "\${CACHE_HOST:-}" ]; then
  printf 'redis://%s%s:%s/%s' "\${CACHE_PASSWORD:+:$(encode "$CACHE_PASSWORD")@}" \\
    "$CACHE_HOST" "$CACHE_PORT" "$CACHE_DATABASE" > "$CONNECTIONS_FOLDER/cache-url"
fi
`;

/** The init container that writes the files. @param settings what the pod takes its settings from */
export function connectionUrlContainers(
  values: Connections,
  settings: Pick<Container, 'env' | 'envFrom'>,
  release: Release,
): Container[] {
  const { enabled, image, imagePullPolicy: pullPolicy } = values.connectionUrls;
  if (!enabled) return [];
  return [
    {
      name: CONNECTION_URLS,
      image: clientImageReference(image),
      imagePullPolicy: pullPolicy,
      command: ['/bin/sh', '-c', CONNECTION_URLS_SCRIPT],
      env: [
        { name: 'CONNECTIONS_FOLDER', value: FOLDER },
        ...(settings.env ?? []),
        ...databaseSecrets(values, release),
        ...cacheSecrets(values, release),
      ],
      envFrom: settings.envFrom,
      resources: {
        requests: { cpu: '10m', memory: '16Mi', 'ephemeral-storage': '1Mi' },
        limits: { cpu: '100m', memory: '32Mi', 'ephemeral-storage': '16Mi' },
      },
      securityContext: RESTRICTED_CONTAINER,
      volumeMounts: [{ name: CONNECTION_URLS, mountPath: FOLDER }],
    },
  ];
}

export function connectionUrlVolumes({ connectionUrls }: Connections): Volume[] {
  if (!connectionUrls.enabled) return [];
  return [{ name: CONNECTION_URLS, emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } }];
}

export function connectionUrlMounts({ connectionUrls }: Connections): VolumeMount[] {
  return connectionUrls.enabled ? [{ name: CONNECTION_URLS, mountPath: FOLDER, readOnly: true }] : [];
}

/** Where the server finds the files. */
export function connectionUrlEnvironment({ connectionUrls }: Connections): EnvVar[] {
  if (!connectionUrls.enabled) return [];
  const [databaseFile, cacheFile] = CONNECTION_URL_FILES;
  return [
    { name: databaseFile, value: `${FOLDER}/database-url` },
    { name: cacheFile, value: `${FOLDER}/cache-url` },
  ];
}
