import { ApiObject, Names } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import { Release } from '../../../lib/release/release';
import { foreignChart } from '../foreign-chart';

/** What a platform team's library might hold. It knows nothing of values, charts or tracing. */
interface WorkloadProps {
  readonly image: string;
  readonly port?: number;
  readonly replicas?: number;
  readonly environment?: Readonly<Record<string, string | number | boolean>>;
}

class Workload extends Construct {
  private readonly containers: Record<string, unknown>[] = [];
  private readonly clients: Workload[] = [];
  readonly labels: Readonly<Record<string, string>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WorkloadProps,
  ) {
    super(scope, id);
    this.labels = { 'app.example.com/part': id, 'app.example.com/path': Names.toLabelValue(this) };
    this.addContainer(id, props.image, { port: props.port });
    this.node.addValidation({
      validate: () => (this.containers.length > 5 ? ['a workload has at most five containers'] : []),
    });
    const workload = this;
    new ApiObject(this, 'Resource', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { labels: this.labels },
      spec: {
        ...(props.replicas !== undefined && { replicas: props.replicas }),
        selector: { matchLabels: this.labels },
        template: {
          metadata: { labels: this.labels },
          get spec() {
            return { containers: workload.containers };
          },
        },
      },
    });
  }

  addContainer(name: string, image: string, { port, args }: { port?: number; args?: readonly string[] }): this {
    const environment = Object.entries(this.props.environment ?? {});
    this.containers.push({
      name,
      image,
      ...(args && { args: [...args] }),
      ...(port !== undefined && { ports: [{ containerPort: port, name: 'main' }] }),
      env: environment.map(([key, value]) => ({ name: key.toUpperCase(), value: String(value) })),
    });
    return this;
  }

  expose(): { readonly url: string } {
    const port = this.props.port ?? 80;
    const service = new ApiObject(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      spec: { selector: this.labels, ports: [{ port, targetPort: 'main' }] },
    });
    return { url: `http://${service.name}:${port}` };
  }

  allowFrom(other: Workload): this {
    this.clients.push(other);
    new ApiObject(this, `from-${other.node.id}`, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      spec: {
        podSelector: { matchLabels: this.labels },
        ingress: [{ from: this.clients.map(({ labels }) => ({ podSelector: { matchLabels: labels } })) }],
      },
    });
    return this;
  }
}

/** A small library of constructs: state, methods that add to objects, names and labels from paths, its own validation. */
export const constructLibrary = foreignChart({
  name: 'construct-library',
  values: z.object({
    frontend: z.object({ image: z.string().default('frontend:1'), replicas: z.int().min(0).optional() }).prefault({}),
    backend: z
      .object({
        image: z.string().default('backend:1'),
        port: z.int().min(1).max(65535).default(9000),
        // None of the keys that are added: an entry that is replaced keeps its place, which no template can say.
        environment: z.record(z.string().regex(/^[a-z]+(_[a-z]+)+$/), z.string()).default({}),
        debug: z.boolean().default(false),
        workers: z.int().min(1).default(4),
      })
      .prefault({}),
    proxy: z.object({ image: z.string(), args: z.array(z.string()).default([]) }).optional(),
  }),
  environments: {
    dev: { backend: { debug: true } },
    prod: { frontend: { replicas: 3 }, proxy: { image: 'proxy:2', args: ['--strict'] } },
  },
  constructs: (chart, { frontend, backend, proxy }) => {
    const { image, port, environment, debug, workers } = backend;
    const server = new Workload(chart, 'backend', { image, port, environment: { ...environment, debug, workers } });
    const url = server.expose().url;
    const pages = new Workload(chart, 'frontend', {
      ...frontend,
      environment: { backend: url, release: Release.of(chart).name },
    });
    server.allowFrom(pages);
    if (proxy) pages.addContainer('proxy', proxy.image, { args: proxy.args });
  },
});
