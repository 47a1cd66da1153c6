import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { SERVER_FILES_FOLDER } from '../servers/server-profile';
import { SERVER_NAMES, type ServerName } from '../servers/server-profiles';
import type { PartOf } from '../values/presets/with-presets';
import { CACHE_PASSWORD } from './cache';
import { CONNECTION_URL_FILES } from './connection-urls';
import { DATABASE_PASSWORD } from './database';
import { FLASK_SECRET_KEY } from './flask';
import type { ServiceIdentity } from './identity';
import { apiObject, type EnvVar, type Volume, type VolumeMount } from './manifest';
import { notOneOf } from './pass-through';
import { sizeQuantity } from './quantity';
import { settings } from './settings';
import { absolutePath, textOfForm } from './text-form';

/** Name of the volume with the files that the server reads. */
export const FILES_VOLUME = 'server-files';

const variableName = () => textOfForm(/^[-._A-Za-z][-._A-Za-z0-9]*$/, 'the name of an environment variable');
const fileName = () => textOfForm(/^[-._a-zA-Z0-9]+$/, 'the name of a file', { max: 253 });
const volumeName = () =>
  textOfForm(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, 'at most 42 lower-case letters, digits and "-"', { max: 42 });

/** The variable that tells the server where to listen. */
export const PORT = 'PORT';

/** Environment variables that the server gets from other values. */
export const OWN_VARIABLES = [PORT, FLASK_SECRET_KEY, DATABASE_PASSWORD, CACHE_PASSWORD, ...CONNECTION_URL_FILES];

/** What runs in the server's container. */
export const serverValues = z
  .object({
    profile: z
      .enum(SERVER_NAMES as [ServerName, ...ServerName[]])
      .default('custom')
      .describe(
        'Server in the image; ports, checks, metrics, arguments and the like then default to what it needs. The same in all environments.',
      ),
    command: z
      .array(z.string())
      .default([])
      .describe("Command of the server. Empty: the image's. $(NAME) stands for the environment variable NAME."),
    args: z
      .array(z.string())
      .default([])
      .describe("Arguments of the server. Empty: the image's. $(NAME) stands for the environment variable NAME."),
    env: z
      .record(notOneOf(variableName(), OWN_VARIABLES), z.string())
      .default({})
      .describe('Environment variables of the server. $(NAME) stands for the environment variable NAME.'),
    files: z
      .record(fileName(), z.string())
      .default({})
      .describe(`Files that the server reads, by their names; they are in ${SERVER_FILES_FOLDER}.`),
    writableFolders: z
      .record(
        volumeName(),
        z.object({
          path: absolutePath().describe('Folder of the server.'),
          sizeLimit: sizeQuantity().describe('Most that it may hold; above it the pod is evicted.'),
        }),
      )
      .default({})
      .describe('Folders besides /tmp that the server writes to, by names of your own; they are empty at first.'),
    drainSeconds: z
      .int()
      .min(0)
      .default(20)
      .describe(
        'Seconds that the server may take for the requests that it has when it is told to stop. DRAIN_SECONDS.',
      ),
  })
  .prefault({})
  .describe("What runs in the server's container.");

export type ServerValues = z.output<typeof serverValues>;

/** What the server's arguments and variables may name. */
export function serverEnvironment({ drainSeconds }: PartOf<ServerValues>): Record<string, string> {
  return settings({ DRAIN_SECONDS: drainSeconds });
}

export function serverVariables(server: ServerValues): EnvVar[] {
  return Object.entries(server.env).map(([name, value]) => ({ name, value }));
}

/** The files that the server reads, where there are any. */
export function serverFiles(scope: Construct, identity: ServiceIdentity, server: ServerValues): ApiObject | undefined {
  if (Object.keys(server.files).length === 0) return undefined;
  return apiObject<'ConfigMap'>(scope, 'server-files', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: identity.metadata({ name: identity.name('files') }),
    data: server.files,
  });
}

export function serverVolumes(identity: ServiceIdentity, server: ServerValues): Volume[] {
  return [
    ...Object.entries(server.writableFolders).map(([name, { sizeLimit }]) => ({
      name: `writable-${name}`,
      emptyDir: { sizeLimit },
    })),
    ...(Object.keys(server.files).length > 0
      ? [{ name: FILES_VOLUME, configMap: { name: identity.shared.name('files') } }]
      : []),
  ];
}

export function serverMounts(server: ServerValues): VolumeMount[] {
  return [
    ...Object.entries(server.writableFolders).map(([name, { path }]) => ({
      name: `writable-${name}`,
      mountPath: path,
    })),
    ...(Object.keys(server.files).length > 0
      ? [{ name: FILES_VOLUME, mountPath: SERVER_FILES_FOLDER, readOnly: true }]
      : []),
  ];
}
