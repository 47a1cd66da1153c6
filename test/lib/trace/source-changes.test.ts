import { changesInSource } from '../../../lib/trace/source-changes';
import { tokensOf } from '../../../lib/trace/source-tokens';

const changesIn = (source: string) => changesInSource([{ tokens: tokensOf(source) }]);

test.each<[string, readonly unknown[]]>([
  ['name.slice(0, 63)', [{ cut: 63 }]],
  ['name.substring(0, 1_0)', [{ cut: 10 }]],
  ['commit?.slice(-8)', [{ cut: -8 }]],
  ["text.replace(/[^a-z]+/g, '-')", [{ pattern: '[^a-z]+', to: '-' }]],
  ["text.replaceAll(/\\s+/g, ' ')", [{ pattern: '\\s+', to: ' ' }]],
  ["text.replace(/[^a-z]+/gi, '')", [{ pattern: '[^a-z]+', to: '', anyCase: true }]],
  ["text.replace(/\\/$/, '').trim()", [{ trim: 'trimSuffix', text: '/' }, 'trim']],
  ["text.replace(/-+$/, '')", [{ pattern: '-+$', to: '' }]],
  ["text.replace(/-*$/g, '')", [{ pattern: '-*$', to: '' }]],
  [
    "branch.toLowerCase().replace(/[^a-z0-9]+/g, '-').replaceAll('--', '-').trim().slice(0, 40)",
    ['lower', { pattern: '[^a-z0-9]+', to: '-' }, { from: '--', to: '-' }, 'trim', { cut: 40 }],
  ],
  ["name.replace(/\\//g, '-').slice(0, 5)", [{ from: '/', to: '-' }, { cut: 5 }]],
  ['const MAX = 63;\nreturn name.slice(0, MAX)', [{ cut: 63 }]],
])('%s', (source, changes) => {
  expect(changesIn(source)).toEqual([changes]);
});

test.each([
  ['what shows without the source', "name.toLowerCase() + name.replaceAll('/', '-')"],
  ['what does not begin at an end', 'name.slice(2, 5) + name.slice(1)'],
  ['the first of several', "name.replace(/-/, '_') + name.replace('-', '_')"],
  ['what the replacement says of the match', "name.replace(/(a)b/g, '$1')"],
  ['functions', 'name.replace(/-./g, (found) => found.toUpperCase())'],
  ['what Go cannot match', "name.replace(/a(?=b)/g, '')"],
  ['flags that change what ends a line', "name.replace(/^[a-z]/gm, '')"],
  ['nothing that is replaced by something', "name.replace(/-*/g, '_')"],
  ['other methods', "name.padEnd(10).concat('x')"],
])('tells nothing of %s', (_, source) => {
  expect(changesIn(source)).toEqual([]);
});

test('which part of what is split is taken, shows', () => {
  const [first, last] = ['first', 'last'].map((part) => ({ split: ':', part }));
  for (const source of ["image.split(':')[0]", "const [name] = image.split(':');", "image.split(':').pop()"]) {
    expect(changesIn(source).slice(0, 2)).toEqual([[first], [last]]);
  }
  expect(changesIn("image.split(':')[0].toLowerCase().slice(0, 9)").slice(0, 2)).toEqual([
    [first, 'lower', { cut: 9 }],
    [last, 'lower', { cut: 9 }],
  ]);
  expect(changesIn("image.split('')[0] + image.split(/:/)[0]")).toEqual([]);
});

test('a length that is given to a function is any that the source has', () => {
  const source =
    "const cut = (text, most) => text.slice(0, most).replace(/-+$/, '');\nreturn [cut(name, 63), cut(other, 15)];";
  const trimmed = { pattern: '-+$', to: '' };
  expect(changesIn(source)).toEqual([[{ cut: 63 }, trimmed], [{ cut: 15 }, trimmed], ...changesIn(source).slice(2)]);
});

test('what is done in one statement may go on in another', () => {
  expect(changesIn('const lower = name.toLowerCase();\nreturn lower.slice(0, 8);')).toEqual([
    [{ cut: 8 }],
    [{ cut: 8 }, 'lower'],
    ['lower', { cut: 8 }],
  ]);
});

test('what a method is given is not what it is called on', () => {
  expect(changesIn('name.concat(other.trim()).slice(0, 8)')).toContainEqual([{ cut: 8 }]);
});
