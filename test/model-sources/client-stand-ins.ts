/**
 * What the stand-ins for clients share: `transfer` fetches files of a list that are not in a folder with their size, under
 * a temporary name first, as the clients do, and leaves that name where the connection is cut; `remove` takes away what
 * is not on the list.
 */
const COMMON = `#!${process.execPath}
const { mkdirSync, existsSync, statSync, renameSync, createWriteStream, readdirSync, rmSync, appendFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const args = process.argv.slice(2);
appendFileSync(process.env.ROOT + '/calls', JSON.stringify(args) + '\\n');
const refuse = (why) => { console.error('fatal: ' + why); process.exit(2); };
const option = (name) => {
  const at = args.indexOf(name);
  if (at >= 0) return args.splice(at, 2)[1];
  const joined = args.findIndex((arg) => arg.startsWith(name + '='));
  return joined < 0 ? undefined : args.splice(joined, 1)[0].slice(name.length + 1);
};
const flag = (name) => { const at = args.indexOf(name); if (at >= 0) args.splice(at, 1); return at >= 0; };
const get = async (url, headers) => {
  const response = await fetch(url, { headers });
  if (!response.ok) refuse(response.status + ' for ' + url);
  return response;
};
const transfer = async (files, folder, headers = {}) => {
  for (const { name, size, url } of files) {
    const file = join(folder, name);
    if (existsSync(file) && (size === undefined || statSync(file).size === size)) continue;
    mkdirSync(dirname(file), { recursive: true });
    await pipeline(Readable.fromWeb((await get(url, headers)).body), createWriteStream(file + '.tmp'));
    renameSync(file + '.tmp', file);
  }
};
const remove = (files, folder) => {
  const wanted = new Set(files.map(({ name }) => name));
  for (const name of readdirSync(folder)) if (!wanted.has(name)) rmSync(join(folder, name), { recursive: true });
};
const run = (main) => main().catch((error) => { console.error('fatal: ' + (error.cause ?? error)); process.exit(1); });
`;

/** `aws s3 sync s3://… <folder>` with the flags that the downloader gives, and no other. */
export const AWS_STAND_IN = `${COMMON}
run(async () => {
  const endpoint = option('--endpoint-url') ?? refuse('no endpoint');
  option('--region');
  const deletes = flag('--delete');
  if (!flag('--no-progress')) refuse('progress');
  for (const name of ['--cli-connect-timeout', '--cli-read-timeout']) if (!(Number(option(name)) > 0)) refuse(name);
  const [service, command, source, folder, ...others] = args;
  const [, bucket, prefix] = /^s3:\\/\\/([^/]+)\\/(.*)$/s.exec(source) ?? refuse(source);
  if (service !== 's3' || command !== 'sync' || others.length > 0) refuse(args.join(' '));
  if (!process.env.AWS_ACCESS_KEY_ID || !process.env.AWS_SECRET_ACCESS_KEY) refuse('Unable to locate credentials');
  const list = await (await get(endpoint + '/' + bucket + '?list-type=2&prefix=' + encodeURIComponent(prefix))).text();
  const files = [...list.matchAll(/<Key>(.*?)<\\/Key>.*?<Size>(\\d+)<\\/Size>/gs)].map(([, key, size]) => ({
    name: key.slice(prefix.length), size: Number(size), url: endpoint + '/' + bucket + '/' + encodeURI(key),
  }));
  if (deletes) remove(files, folder);
  await transfer(files, folder);
});
`;

/** `gcloud storage cp gs://…/* <folder>`; the server's URL comes as it does for the real one. */
export const GCLOUD_STAND_IN = `${COMMON}
run(async () => {
  const endpoint = process.env.CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE.replace('/storage/v1/', '');
  if (!flag('--recursive') || !flag('--no-clobber') || !flag('--no-user-output-enabled')) refuse('flags');
  const [group, command, source, folder, ...others] = args;
  const [, bucket, prefix] = /^gs:\\/\\/([^/]+)\\/(.*)[*]$/s.exec(source) ?? refuse(source);
  if (group !== 'storage' || command !== 'cp' || others.length > 0) refuse(args.join(' '));
  const key = process.env.CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE;
  const headers = key ? { authorization: JSON.parse(require('node:fs').readFileSync(key, 'utf8')).private_key } : {};
  const api = endpoint + '/storage/v1/b/' + bucket + '/o';
  const { items } = await (await get(api + '?prefix=' + encodeURIComponent(prefix), headers)).json();
  const files = items.map(({ name, size }) => ({
    name: name.slice(prefix.length), size: Number(size), url: api + '/' + encodeURIComponent(name) + '?alt=media',
  }));
  await transfer(files, folder, headers);
});
`;

/** `azcopy sync <URL of a folder> <folder>`; without a signature it wants to know how to log in. */
export const AZCOPY_STAND_IN = `${COMMON}
run(async () => {
  if (option('--recursive') !== 'true' || option('--delete-destination') !== 'true') refuse('flags');
  if (option('--check-md5') !== 'FailIfDifferent' || option('--output-level') !== 'essential') refuse('flags');
  const [command, source, folder, ...others] = args;
  if (command !== 'sync' || others.length > 0) refuse(args.join(' '));
  const { AZCOPY_AUTO_LOGIN_TYPE: login, AZCOPY_LOG_LOCATION: logs, AZCOPY_JOB_PLAN_LOCATION: plans, HOME } = process.env;
  if (!logs.startsWith(HOME) || !plans.startsWith(HOME)) refuse('no writable folder');
  const url = new URL(source);
  if (!url.searchParams.has('sig') && !login) refuse('no credentials');
  const headers = login ? { authorization: login } : {};
  const [, container, path] = /^\\/([^/]+)\\/(.*)$/s.exec(decodeURIComponent(url.pathname));
  const query = new URLSearchParams(url.search);
  query.set('restype', 'container'); query.set('comp', 'list'); query.set('prefix', path + '/');
  const list = await (await get(url.origin + '/' + container + '?' + query, headers)).text();
  const files = [...list.matchAll(/<Name>(.*?)<\\/Name>.*?<Content-Length>(\\d+)</gs)].map(([, name, size]) => ({
    name: name.slice(path.length + 1), size: Number(size), url: url.origin + '/' + container + '/' + encodeURI(name) + url.search,
  }));
  remove(files, folder);
  await transfer(files, folder, headers);
});
`;

/** Python with the package huggingface_hub, of which it knows the one function that the downloader calls, and how. */
export const PYTHON_STAND_IN = (program: string) => `${COMMON}
run(async () => {
  const [flagC, text, folder, ...others] = args;
  if (flagC !== '-c' || text !== ${JSON.stringify(program)} || others.length > 0) refuse('another program');
  const { MODEL_HF_REPOSITORY: repository, MODEL_HF_REVISION: revision, HF_ENDPOINT: endpoint, HF_TOKEN: token } = process.env;
  const patterns = (name) => (process.env[name] || '').split('\\n').filter(Boolean).map((glob) =>
    new RegExp('^' + glob.replace(/[.+^$()|[\\]\\\\]/g, '\\\\$&').replaceAll('*', '.*') + '$'));
  const [include, exclude] = [patterns('MODEL_HF_INCLUDE'), patterns('MODEL_HF_EXCLUDE')];
  const headers = token ? { authorization: 'Bearer ' + token } : {};
  const { siblings } = await (await get(endpoint + '/api/models/' + repository + '/revision/' + revision, headers)).json();
  const names = siblings.map(({ rfilename }) => rfilename).filter((name) =>
    (include.length === 0 || include.some((pattern) => pattern.test(name))) && !exclude.some((pattern) => pattern.test(name)));
  await transfer(names.map((name) => ({ name, url: endpoint + '/' + repository + '/resolve/' + revision + '/' + name })), folder, headers);
});
`;

/** The package huggingface_hub, for a real Python: the same in that language. */
export const HUGGINGFACE_HUB_STAND_IN = `import fnmatch, json, os, urllib.request

def snapshot_download(repo_id, *, revision, local_dir, allow_patterns, ignore_patterns):
    def get(path):
        request = urllib.request.Request(os.environ["HF_ENDPOINT"] + path)
        if "HF_TOKEN" in os.environ:
            request.add_header("Authorization", "Bearer " + os.environ["HF_TOKEN"])
        return urllib.request.urlopen(request).read()

    matches = lambda name, patterns: any(fnmatch.fnmatch(name, pattern) for pattern in patterns)
    siblings = json.loads(get(f"/api/models/{repo_id}/revision/{revision}"))["siblings"]
    for name in (sibling["rfilename"] for sibling in siblings):
        path = os.path.join(local_dir, name)
        if allow_patterns is not None and not matches(name, allow_patterns):
            continue
        if matches(name, ignore_patterns or []) or os.path.exists(path):
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        content = get(f"/{repo_id}/resolve/{revision}/{name}")
        with open(path, "wb") as file:
            file.write(content)
`;
