import { App, Chart } from 'cdk8s';
import { checkHooks } from '../../../lib/hooks/check-hooks';
import { DatabaseMigration } from '../../../lib/hooks/database-migration';

test('alone: a Job after an installation and before an upgrade', () => {
  const chart = new Chart(new App(), 'ml', { namespace: 'serving' });
  new DatabaseMigration(chart, 'migration', {
    image: 'registry.example.com/app:1.0.0',
    env: [{ name: 'DATABASE_HOST', value: 'db.example.com' }],
    extraEnv: [{ name: 'LOG_LEVEL', value: 'DEBUG' }],
    command: ['alembic', 'upgrade', 'head'],
    serviceAccountName: 'migrator',
    deadlineSeconds: 120,
  });
  const [job, ...others] = chart.toJson();
  expect(others).toEqual([]);
  expect(checkHooks([job])).toEqual([]);
  expect(job).toMatchInlineSnapshot(`
{
  "apiVersion": "batch/v1",
  "kind": "Job",
  "metadata": {
    "annotations": {
      "helm.sh/hook": "post-install,pre-upgrade",
      "helm.sh/hook-delete-policy": "before-hook-creation",
      "helm.sh/hook-weight": "0",
    },
    "labels": {
      "app.kubernetes.io/instance": "ml",
      "app.kubernetes.io/managed-by": "cdk8s",
      "app.kubernetes.io/name": "ml",
    },
    "name": "ml-database-migration",
    "namespace": "serving",
  },
  "spec": {
    "activeDeadlineSeconds": 120,
    "backoffLimit": 3,
    "template": {
      "metadata": {
        "labels": {
          "app.kubernetes.io/component": "hook",
          "app.kubernetes.io/instance": "ml",
          "app.kubernetes.io/name": "ml-database-migration",
          "app.kubernetes.io/part-of": "ml",
        },
      },
      "spec": {
        "automountServiceAccountToken": false,
        "containers": [
          {
            "command": [
              "alembic",
              "upgrade",
              "head",
            ],
            "env": [
              {
                "name": "DATABASE_HOST",
                "value": "db.example.com",
              },
              {
                "name": "LOG_LEVEL",
                "value": "DEBUG",
              },
            ],
            "image": "registry.example.com/app:1.0.0",
            "imagePullPolicy": "IfNotPresent",
            "name": "database-migration",
            "resources": {
              "limits": {
                "cpu": "500m",
                "ephemeral-storage": "1Gi",
                "memory": "512Mi",
              },
              "requests": {
                "cpu": "100m",
                "ephemeral-storage": "64Mi",
                "memory": "256Mi",
              },
            },
            "securityContext": {
              "allowPrivilegeEscalation": false,
              "capabilities": {
                "drop": [
                  "ALL",
                ],
              },
              "privileged": false,
              "readOnlyRootFilesystem": true,
              "runAsGroup": 10001,
              "runAsNonRoot": true,
              "runAsUser": 10001,
              "seccompProfile": {
                "type": "RuntimeDefault",
              },
            },
            "volumeMounts": [
              {
                "mountPath": "/tmp",
                "name": "tmp",
              },
            ],
          },
        ],
        "restartPolicy": "Never",
        "securityContext": {
          "fsGroup": 10001,
          "runAsGroup": 10001,
          "runAsNonRoot": true,
          "runAsUser": 10001,
          "seccompProfile": {
            "type": "RuntimeDefault",
          },
        },
        "serviceAccountName": "migrator",
        "volumes": [
          {
            "emptyDir": {
              "sizeLimit": "1Gi",
            },
            "name": "tmp",
          },
        ],
      },
    },
    "ttlSecondsAfterFinished": 86400,
  },
}
`);
});
