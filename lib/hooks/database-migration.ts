import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import type { EnvVar } from '../constructs/manifest';
import { namedStructures } from '../constructs/pass-through';
import { withDefaults } from '../values/defaults';
import { shapeOf } from '../values/shape';
import { commandValue } from './command';
import { hookJob, jobLimitValues } from './hook-job';
import { type HookOwner, releaseAsOwner } from './hook-owner';
import type { HookSurroundings } from './hook-pod';
import { hookResources } from './hook-resources';

const NAME = 'database-migration';

export const databaseMigrationValues = z
  .object({
    enabled: z
      .boolean()
      .default(false)
      .describe('Bring the schema of the database up to date after an installation and before an upgrade.'),
    command: commandValue(
      ['python', '-m', 'flask', 'db', 'upgrade'],
      "What does it, in the server's image. It must bear to be run again.",
    ),
    extraEnv: namedStructures<EnvVar>().describe('Environment variables besides those of the database.'),
    ...jobLimitValues({ deadlineSeconds: 300, backoffLimit: 3 }),
    resources: hookResources(
      { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
      { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '1Gi' },
    ),
  })
  .prefault({})
  .describe('Migration of the database: a Job after an installation and before an upgrade.');

export interface DatabaseMigrationProps
  extends Omit<z.input<typeof databaseMigrationValues> & object, 'enabled'>,
    HookSurroundings {
  /** Image that holds the migrations. */
  readonly image: string;
  /** @default IfNotPresent */
  readonly imagePullPolicy?: string;
  /** How it finds the database. */
  readonly env: EnvVar[];
}

/**
 * Migrates a database after an installation, because a database that is installed along is there only then, and before an
 * upgrade, so that new pods find the schema that they need.
 */
export class DatabaseMigration extends Construct {
  readonly job: ApiObject;

  constructor(scope: Construct, id: string, props: DatabaseMigrationProps, owner: HookOwner = releaseAsOwner(scope)) {
    super(scope, id);
    const { image, imagePullPolicy, env } = props;
    const values = withDefaults(shapeOf(databaseMigrationValues), props) as z.output<typeof databaseMigrationValues>;
    const { command, extraEnv, resources } = values;
    const program = { image, imagePullPolicy, command, env: [...env, ...extraEnv], resources };
    const schedule = { events: ['post-install', 'pre-upgrade'], weight: 0 } as const;
    this.job = hookJob(this, NAME, owner, schedule, values, program, props);
  }
}
