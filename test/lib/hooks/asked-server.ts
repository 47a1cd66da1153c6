import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AnyManifest } from '../constructs/build-service';

/** A server on loopback that answers as it is told, and remembers what it was asked. */
export class AskedServer {
  /** The statuses of the next answers; then 200. */
  statuses: number[] = [];
  /** `POST /predict application/json {"text": "x"}` */
  readonly requests: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<AskedServer> {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const { method, url, headers } = request;
        asked.requests.push([method, url, headers['content-type'], body].filter(Boolean).join(' '));
        response.writeHead(asked.statuses.shift() ?? 200).end('{"label":"positive"}\n');
      });
    });
    const asked = new AskedServer(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return asked;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
  }
}

/** Runs the script of a container as the container would, in a shell of one's choice and without pauses. */
export function runScript(shell: string, container: AnyManifest): Promise<{ status: number | null; output: string }> {
  const [, , script] = container.command;
  const environment = Object.fromEntries(container.env.map(({ name, value }: AnyManifest) => [name, value]));
  const env = { PATH: process.env.PATH, RETRY_DELAY: '0', ...environment };
  const child = spawn(shell, ['-c', script], { env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, output })));
}
