import { checkMetadata } from '../../../lib/chart/check-metadata';
import type { ChartMetadata } from '../../../lib/chart/metadata';
import { formatProblem } from '../../../lib/errors';

const valid: ChartMetadata = { name: 'ml-inference', version: '1.0.0' };
const dependency = { name: 'redis', version: '~17.3.0', repository: 'https://charts.bitnami.com/bitnami' };

/** The problems of metadata as text; what TypeScript would refuse can be given too. */
function problems(metadata: object): string[] {
  return checkMetadata({ ...valid, ...metadata } as ChartMetadata).map(formatProblem);
}

test.each<object>([
  {},
  { version: '1.2.3-rc.1+build.7', appVersion: 'v2', type: 'application', deprecated: true },
  { kubeVersion: '>=1.29.0-0, <2 || 1.20 - 1.22 || != 1.30', icon: 'data:image/svg+xml;base64,AAAA' },
  { maintainers: [{ name: 'ML platform', email: 'ml@example.com', url: 'https://example.com' }] },
  { dependencies: [dependency, { ...dependency, alias: 'cache' }] },
  { dependencies: [{ ...dependency, repository: 'oci://registry.example.com/charts' }] },
  {
    dependencies: [{ ...dependency, repository: '@bitnami', condition: 'redis.enabled,global.redis', tags: ['cache'] }],
  },
  { dependencies: [{ ...dependency, 'import-values': ['data', { child: 'a', parent: 'b' }] }] },
])('takes %j', (metadata) => {
  expect(problems(metadata)).toEqual([]);
});

test('says what is wrong, and what to write instead', () => {
  const wrong = {
    name: 'ML_Inference',
    version: 'v1.0',
    appVersion: 1,
    kubeVersion: '>>1.29',
    home: 'example.com',
    icon: 'icon.png',
    sources: ['git@example.com:ml/inference.git'],
    keywords: [''],
    maintainers: [{ email: 'ml' }],
    dependencies: [
      { ...dependency, version: 'newest', repository: 'bitnami', condition: 'redis enabled', alias: 'a.b' },
    ],
    annotations: { 'artifacthub.io/prerelease': false },
    descripton: 'x',
    type: 'library',
  };
  expect(problems(wrong).join('\n')).toMatchInlineSnapshot(`
"metadata.annotations["artifacthub.io/prerelease"]: expected text, found false; put it in quotes: "false"
metadata.appVersion: expected text, found the number 1; put it in quotes: "1"
metadata.dependencies[0].alias: expected letters, digits, "_" and "-", found text "a.b"
metadata.dependencies[0].condition: expected the path of a value such as redis.enabled, or several with commas between them, found text "redis enabled"
metadata.dependencies[0].repository: expected an https:, oci: or file: URL, or @ and the name of an added repository, found text "bitnami"
metadata.dependencies[0].version: expected a range of versions such as ">=1.29.0-0" or "~17.3.0", found text "newest"
metadata.descripton: unknown key; did you mean description?
metadata.home: expected a URL such as https://example.com/page, found text "example.com"
metadata.icon: expected an https: or data: URL, found text "icon.png"
metadata.keywords[0]: expected text that is not empty, found empty text
metadata.kubeVersion: expected a range of versions such as ">=1.29.0-0" or "~17.3.0", found text ">>1.29"
metadata.maintainers[0].email: expected an e-mail address, found text "ml"
metadata.maintainers[0].name: required; expected text
metadata.name: expected a chart name: lower-case letters, digits and "-", beginning with a letter, ending with a letter or digit, at most 63 characters, because object names are made of it, found text "ML_Inference"
metadata.sources[0]: expected a URL such as https://example.com/page, found text "git@example.com:ml/inference.git"
metadata.type: expected "application", found text "library"
metadata.version: expected a SemVer 2 version: major.minor.patch without "v", such as 1.0.0, found text "v1.0""
`);
});

test.each(['1.0.0 ', ' 1.0.0', '=1.0.0', '1.0', '1.0.0.0', '01.0.0', ''])('refuses the version %j', (version) => {
  expect(problems({ version })).toEqual([expect.stringContaining('metadata.version: expected a SemVer 2 version')]);
});

test.each(['a'.repeat(64), '1a', 'a-', 'a.b', 'ä', ''])('refuses the name %j', (name) => {
  expect(problems({ name })).toEqual([expect.stringContaining('metadata.name: expected a chart name')]);
});

test('refuses two dependencies with one section', () => {
  expect(
    problems({ dependencies: [dependency, dependency, { ...dependency, name: 'valkey', alias: 'redis' }] }),
  ).toEqual([
    'metadata.dependencies[1].name: another dependency already has the values section redis; give this one an alias of its own',
    'metadata.dependencies[2].alias: another dependency already has the values section redis; give this one an alias of its own',
  ]);
});

test('each problem has a stable code', () => {
  expect(checkMetadata({ name: 'X', version: '1.0.0', unknown: 1 } as ChartMetadata).map(({ code }) => code)).toEqual([
    'metadata/rule',
    'metadata/unknown-key',
  ]);
});
