import { searchedFor } from '../../../lib/trace/searched-for';

const NAMED = ['s3://', '/', 'model', 's3', 'other'];

/** What explains a difference between two texts, if constructs do this with text. */
const found = (pair: readonly [string, string], isSpecial: (text: string) => boolean) =>
  searchedFor(NAMED, pair, (text) => isSpecial(text) !== isSpecial(pair[0])).map(
    ({ kind, value }) => `${kind} ${value}`,
  );

test.each<[string, (text: string) => boolean, string[]]>([
  ['s3://x', (text) => text.startsWith('s3://'), ['startsWith s3://']],
  ['x/', (text) => text.endsWith('/'), ['endsWith /']],
  ['s3://', (text) => text.startsWith('s3://'), ['startsWith s3://']],
  ['a model of it', (text) => text.includes('model'), ['includes model']],
  ['s3://a', (text) => text.startsWith('s3://') && !text.endsWith('/'), ['startsWith s3://']],
  ['s3://a/', (text) => text.startsWith('s3://') && text.endsWith('/'), ['startsWith s3://', 'endsWith /']],
  [
    's3://my-model',
    (text) => text.startsWith('s3://') && text.includes('model'),
    ['startsWith s3://', 'includes model'],
  ],
])('%j', (text, isSpecial, expected) => {
  expect(found(['mzq0z', text], isSpecial)).toEqual(expected);
});

test('what is looked for may be in the text that others are compared with', () => {
  expect(found(['s3://bucket', 'bucket'], (text) => text.startsWith('s3://'))).toEqual(['startsWith s3://']);
  expect(found(['s3://a', 's3://a/'], (text) => text.startsWith('s3://') && text.endsWith('/'))).toEqual([
    'startsWith s3://',
    'endsWith /',
  ]);
});

test.each<[string, string, (text: string) => boolean]>([
  ['is compared as a whole', 'model', (text) => text === 'model'],
  ['matters by its length', 's3://model', (text) => text.length > 8],
  ['has something that the constructs do not name', 'model@x', (text) => text.includes('@')],
])('nothing, where the text %s', (_, text, isSpecial) => {
  expect(found(['mzq0z', text], isSpecial)).toEqual([]);
});

test('what constructs name may be in any text, also in those that are tried', () => {
  const named = ['z', 'q', 'x', 's3://', '.gguf'];
  const isModel = (text: string) => text.startsWith('s3://') && text.endsWith('.gguf');
  expect(searchedFor(named, ['s3://mzq0z', 's3://x.gguf'], isModel)).toEqual([
    { kind: 'startsWith', value: 's3://' },
    { kind: 'endsWith', value: '.gguf' },
  ]);
});

test('no more than what matters, also of what an environment has', () => {
  const found = (named: string[], text: string, isSpecial: (text: string) => boolean) =>
    searchedFor(named, ['mzq0z', text], isSpecial).map(({ kind, value }) => `${kind} ${value}`);
  expect(found(['s3://x'], 's3://x', (text) => text.startsWith('s3://'))).toEqual(['startsWith s3://']);
  const whole = (text: string, isSpecial: (text: string) => boolean) => found([text], text, isSpecial);
  expect(whole('s3://models/bert', (text) => text.startsWith('s3://'))).toEqual(['startsWith s3://']);
  expect(whole('weights.gguf', (text) => text.endsWith('.gguf'))).toEqual(['endsWith .gguf']);
  expect(whole('my-image@sha256:00', (text) => text.includes('@sha256:'))).toEqual(['includes @sha256:']);
  expect(whole('whole', (text) => text === 'whole')).toEqual([]);
});
