import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

const MAX_LABEL = 63;
const label = z.string().regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);

/** At most so long, and not with a dash at its end. */
function truncated(text: string, length: number): string {
  return text.slice(0, length).replace(/-+$/, '');
}

/** Text of any kind as Kubernetes takes it in names. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
}

/** Previews of branches: names that are made of text of any kind, and cut to what Kubernetes takes. */
export const previewEnvironments = foreignChart({
  name: 'preview-environments',
  values: z.object({
    app: label.default('web'),
    branch: z.string().default('main'),
    commit: z
      .string()
      .regex(/^[0-9a-f]{40}$/)
      .default('0123456789abcdef0123456789abcdef01234567'),
    author: z.string().optional(),
    description: z.string().default('A preview of\n  the branch'),
    services: z
      .array(
        z.object({
          name: label,
          ports: z.array(z.object({ name: label, port: z.int().min(1).max(65535) })).default([]),
        }),
      )
      .default([{ name: 'api', ports: [{ name: 'http', port: 80 }] }]),
    settings: z.record(z.string().regex(/^[a-z][a-z.-]*$/), z.string()).default({ 'log.level': 'info' }),
  }),
  environments: {
    dev: {},
    preview: {
      branch: 'feature/Some_new-Thing (2)',
      author: 'Somebody',
      services: [{ name: 'a-service-with-a-name-that-is-longer-than-ports-may-be' }],
    },
  },
  constructs: (chart, { app, branch, commit, author, description, services, settings }) => {
    const labels = {
      branch: slug(branch),
      commit: commit.slice(0, 7),
      ...(author !== undefined && { author: author.replace(/\W/g, '_').slice(0, MAX_LABEL) }),
    };
    for (const service of services) {
      new ApiObject(chart, `service-${service.name}`, {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: truncated(`${app}-${service.name}`, MAX_LABEL), labels },
        spec: {
          selector: { app: service.name.slice(0, MAX_LABEL) },
          ports: service.ports.map(({ name, port }) => ({ name: truncated(name, 15), port })),
        },
      });
    }
    new ApiObject(chart, 'preview', {
      apiVersion: 'example.com/v1',
      kind: 'Preview',
      metadata: { annotations: { description: description.replace(/\s+/g, ' ').trim() } },
      spec: {
        host: `${slug(branch)}.preview.example.com`,
        build: commit.slice(-8),
        services: services.map(({ name }) => name.slice(0, 20)).join(),
        env: Object.entries(settings).map(([key, value]) => ({
          name: key.toUpperCase().replace(/[^A-Z0-9]/g, '_'),
          value: value.slice(0, 32),
        })),
      },
    });
  },
});
