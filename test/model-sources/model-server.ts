import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that a server got: method and path with query, and the headers. */
export interface ServedRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

/**
 * A web server on loopback with files that answers as S3, Google Cloud Storage, Azure Blob Storage, the Hugging Face Hub
 * and any other web server do: lists of files each in their way, and files in parts where a client asks for them.
 */
export class ModelServer {
  readonly requests: ServedRequest[] = [];
  /** Whether files come in parts. */
  hasRanges = true;
  /** After how many bytes the connection is cut, for the next files that are sent. */
  readonly cuts: number[] = [];
  private readonly server: Server;

  /** @param files by path, which begins with the bucket, container or repository */
  constructor(readonly files: Record<string, string>) {
    this.server = createServer((request, response) => this.answer(request, response));
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The paths of the files that were asked for, without query. */
  get sent(): string[] {
    return this.requests.map(({ path }) => path.replace(/\?.*/s, '')).filter((path) => this.fileAt(path) !== undefined);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.url);
    const path = decodeURIComponent(url.pathname);
    this.requests.push({ path: request.url ?? '', headers: request.headers });
    const list = this.listAt(path, url.searchParams);
    if (list) {
      response.setHeader('content-type', list.type);
      response.end(list.body);
      return;
    }
    const file = this.fileAt(path);
    if (file === undefined) {
      response.statusCode = 404;
      response.end();
    } else {
      this.send(Buffer.from(file), request, response);
    }
  }

  private send(file: Buffer, request: IncomingMessage, response: ServerResponse): void {
    const [, first = '0', last = ''] =
      /^bytes=(\d+)-(\d*)$/.exec(this.hasRanges ? (request.headers.range ?? '') : '') ?? [];
    const start = Number(first);
    const part = file.subarray(start, last === '' ? undefined : Number(last) + 1);
    response.setHeader('last-modified', 'Wed, 01 Jan 2020 00:00:00 GMT');
    response.setHeader('etag', '"1"');
    if (this.hasRanges) response.setHeader('accept-ranges', 'bytes');
    if (start >= file.length && start > 0) {
      response.writeHead(416, { 'content-range': `bytes */${file.length}` }).end();
      return;
    }
    if (start > 0 || last !== '') {
      response.statusCode = 206;
      response.setHeader('content-range', `bytes ${start}-${start + part.length - 1}/${file.length}`);
    }
    response.setHeader('content-length', part.length);
    const cut = request.method === 'GET' ? this.cuts.shift() : undefined;
    if (request.method === 'HEAD') response.end();
    else if (cut === undefined) response.end(part);
    else response.write(part.subarray(0, cut), () => setTimeout(() => response.destroy(), 20));
  }

  /** A file by the path that any of the protocols has for it. */
  private fileAt(path: string): string | undefined {
    const decoded = decodeURIComponent(path);
    const own =
      /^(?:\/download)?\/storage\/v1\/b\/([^/]+)\/o\/(.+)$/.exec(decoded)?.slice(1) ??
      /^\/(.+)\/resolve\/[^/]+\/(.+)$/.exec(decoded)?.slice(1);
    return this.files[own ? own.join('/') : decoded.slice(1)];
  }

  private listAt(path: string, query: URLSearchParams): { readonly type: string; readonly body: string } | undefined {
    const below = (folder: string, prefix: string) =>
      Object.entries(this.files)
        .filter(([name]) => name.startsWith(`${folder}/${prefix}`))
        .map(
          ([name, text]): ListedFile => ({ key: name.slice(folder.length + 1), text, size: Buffer.byteLength(text) }),
        );
    const xml = (body: string) => ({ type: 'application/xml', body: `<?xml version="1.0"?>${body}` });
    const json = (body: object) => ({ type: 'application/json', body: JSON.stringify(body) });
    const prefix = query.get('prefix') ?? '';

    if (query.has('list-type')) {
      const bucket = path.replaceAll('/', '');
      const contents = below(bucket, prefix).map(
        ({ key, size }) =>
          `<Contents><Key>${key}</Key><LastModified>2020-01-01T00:00:00.000Z</LastModified><ETag>"1"</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
      );
      return xml(
        `<ListBucketResult><Name>${bucket}</Name><Prefix>${prefix}</Prefix><KeyCount>${contents.length}</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`,
      );
    }
    if (query.get('comp') === 'list') {
      const blobs = below(path.replaceAll('/', ''), prefix).map(
        ({ key, size }) =>
          `<Blob><Name>${key}</Name><Properties><Content-Length>${size}</Content-Length></Properties></Blob>`,
      );
      return xml(`<EnumerationResults><Blobs>${blobs.join('')}</Blobs></EnumerationResults>`);
    }
    const [, bucket] = /^\/storage\/v1\/b\/([^/]+)\/o$/.exec(path) ?? [];
    if (bucket !== undefined) {
      const found = below(bucket, prefix);
      const delimiter = query.get('delimiter');
      const folderOf = ({ key }: { key: string }) => {
        const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
        return end < 0 ? undefined : key.slice(0, end + 1);
      };
      const prefixes = [...new Set(found.map(folderOf))].filter((folder) => folder !== undefined);
      const items = found
        .filter((file) => folderOf(file) === undefined)
        .map((file) => storageObject(this.url, bucket, file));
      return json({ kind: 'storage#objects', items, prefixes });
    }
    const [, holder, name] =
      query.get('alt') === 'json' ? (/^\/storage\/v1\/b\/([^/]+)\/o\/(.+)$/.exec(path) ?? []) : [];
    const [own] = holder === undefined ? [] : below(holder, name).filter(({ key }) => key === name);
    if (own) return json(storageObject(this.url, holder, own));
    const [, repository] = /^\/api\/models\/(.+)\/revision\/[^/]+$/.exec(path) ?? [];
    if (repository !== undefined) {
      return json({ siblings: below(repository, '').map(({ key }) => ({ rfilename: key })) });
    }
    return undefined;
  }
}

interface ListedFile {
  readonly key: string;
  readonly text: string;
  readonly size: number;
}

/** What Google Cloud Storage says of a file. */
function storageObject(server: string, bucket: string, { key, text, size }: ListedFile): object {
  return {
    kind: 'storage#object',
    bucket,
    name: key,
    mediaLink: `${server}/download/storage/v1/b/${bucket}/o/${encodeURIComponent(key)}?alt=media`,
    size: String(size),
    md5Hash: createHash('md5').update(text).digest('base64'),
    generation: '1',
    metageneration: '1',
    timeCreated: '2020-01-01T00:00:00.000Z',
    updated: '2020-01-01T00:00:00.000Z',
  };
}
