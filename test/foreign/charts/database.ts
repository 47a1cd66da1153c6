import { Duration, Size } from 'cdk8s';
import {
  EnvValue,
  PersistentVolumeAccessMode,
  PersistentVolumeClaim,
  PodManagementPolicy,
  Secret,
  Service,
  StatefulSet,
  StatefulSetUpdateStrategy,
  Volume,
} from 'cdk8s-plus-27';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

/** A StatefulSet of cdk8s-plus-27 with a headless Service, a claim, and credentials from a Secret that exists already. */
export const database = foreignChart({
  name: 'database',
  values: z.object({
    image: z.string().default('postgres:17'),
    replicas: z.int().min(1).max(9).default(1),
    parallel: z.boolean().default(false),
    partition: z.int().min(0).default(0),
    storage: z
      .object({
        className: z.string().optional(),
        gibibytes: z.int().min(1).default(20),
        shared: z.boolean().default(false),
      })
      .prefault({}),
    credentials: z.object({ secretName: z.string(), key: z.string().default('password') }),
    minReadySeconds: z.int().min(0).default(0),
  }),
  base: { credentials: { secretName: 'database' } },
  environments: { dev: {}, prod: { replicas: 3, storage: { className: 'fast', gibibytes: 200 } } },
  constructs: (chart, values) => {
    const service = new Service(chart, 'service', { clusterIP: 'None', ports: [{ port: 5432 }] });
    const set = new StatefulSet(chart, 'database', {
      service,
      replicas: values.replicas,
      podManagementPolicy: values.parallel ? PodManagementPolicy.PARALLEL : PodManagementPolicy.ORDERED_READY,
      strategy: StatefulSetUpdateStrategy.rollingUpdate({ partition: values.partition }),
      minReady: Duration.seconds(values.minReadySeconds),
    });
    const claim = new PersistentVolumeClaim(chart, 'data', {
      storage: Size.gibibytes(values.storage.gibibytes),
      accessModes: [
        values.storage.shared ? PersistentVolumeAccessMode.READ_WRITE_MANY : PersistentVolumeAccessMode.READ_WRITE_ONCE,
      ],
      storageClassName: values.storage.className,
    });
    const secret = Secret.fromSecretName(chart, 'credentials', values.credentials.secretName);
    set.addContainer({
      image: values.image,
      portNumber: 5432,
      envVariables: { POSTGRES_PASSWORD: EnvValue.fromSecretValue({ secret, key: values.credentials.key }) },
      volumeMounts: [
        { path: '/var/lib/postgresql/data', volume: Volume.fromPersistentVolumeClaim(chart, 'volume', claim) },
      ],
    });
  },
});
