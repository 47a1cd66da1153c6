import { z } from 'zod';
import type { PartOf } from '../values/presets/with-presets';
import { secretReference } from '../values/secret-reference';
import type { EnvVar } from './manifest';
import { secretEnv } from './secret-env';
import { settings } from './settings';

export const FLASK_SECRET_KEY = 'SECRET_KEY';

/** Settings of the application that serves the model. */
export const flaskValues = z
  .object({
    env: z.string().default('production').describe('Mode of the application, such as development. FLASK_ENV.'),
    debug: z.boolean().default(false).describe('Run the application in debug mode; not in production. FLASK_DEBUG.'),
    secretKey: secretReference(`Key that signs sessions. ${FLASK_SECRET_KEY}.`).optional(),
    maxContentLength: z
      .int()
      .min(1)
      .default(16777216)
      .describe('Largest request body, in bytes; 16777216 are 16 MiB. MAX_CONTENT_LENGTH.'),
    jsonSortKeys: z.boolean().default(false).describe('Sort the keys of JSON answers. JSON_SORT_KEYS.'),
    logLevel: z
      .enum(['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'])
      .default('INFO')
      .describe('Least severe messages that are logged. LOG_LEVEL.'),
    logFormat: z.enum(['json', 'text']).default('json').describe('Format of log lines. LOG_FORMAT.'),
  })
  .prefault({})
  .describe('Settings of the application, which reach it as environment variables.');

type FlaskValues = z.output<typeof flaskValues>;

export function flaskEnvironment(flask: PartOf<FlaskValues>): Record<string, string> {
  return settings({
    FLASK_ENV: flask.env,
    FLASK_DEBUG: flask.debug,
    MAX_CONTENT_LENGTH: flask.maxContentLength,
    JSON_SORT_KEYS: flask.jsonSortKeys,
    LOG_LEVEL: flask.logLevel,
    LOG_FORMAT: flask.logFormat,
  });
}

export function flaskSecrets(flask: FlaskValues): EnvVar[] {
  return flask.secretKey === undefined ? [] : [secretEnv(FLASK_SECRET_KEY, flask.secretKey)];
}
