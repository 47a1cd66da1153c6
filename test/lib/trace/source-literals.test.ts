import type { ChartDefinition } from '../../../lib/definition/chart-definition';
import { Release } from '../../../lib/release/release';
import { constructsSource } from '../../../lib/trace/constructs-source';
import { sourceLiterals } from '../../../lib/trace/source-literals';
import { tokensOf } from '../../../lib/trace/source-tokens';
import { constructs, values } from './user-modules/chart';
import { factoryValues, makeConstructs } from './user-modules/factory';

const release = new Release({ release: 'demo', chart: 'demo', namespace: 'default' });
const metadata = { name: 'demo', version: '1.0.0', description: 'Demo' };

function literalsOf(source: string, isTable = false) {
  return sourceLiterals([{ tokens: tokensOf(source), isTable }]);
}

describe('in a piece of source', () => {
  test('texts count where they may be compared, not where they are a result', () => {
    const { texts, names } = literalsOf(`
      const prefix = 'assigned';
      if (mode === 'compared' || ['listed'].includes(mode) || 'reversed' !== mode) return 'returned';
      switch (mode) { case 'cased': return { kind: mode.startsWith('argument') ? 'chosen' : 'otherwise' }; }
      throw new TypeError('told');
    `);
    expect(texts).toEqual(['assigned', 'compared', 'listed', 'reversed', 'cased', 'argument']);
    expect(names).toEqual(['kind']);
  });

  test('texts that are put together of constants count as one', () => {
    const { texts } = literalsOf(`
      const PREFIX = 'corp-';
      const SUFFIX = '.internal';
      const other = 'part'.trim();
      const names = [\`\${PREFIX}admin\`, \`x\${PREFIX}\${SUFFIX}\`, \`\${other}y\`];
    `);
    expect(texts).toEqual(['corp-', '.internal', 'part', 'corp-admin', 'xcorp-.internal']);
  });

  test('numbers count with those beside them', () => {
    expect(literalsOf('count > 3 ? { port: 80 } : {}').numbers).toEqual([2, 3, 4]);
  });

  test('keys and values of a table count as texts', () => {
    expect(literalsOf(`const TIERS = { fast: 'gold', 'very slow': 'iron' };`, true).texts).toEqual([
      'fast',
      'gold',
      'very slow',
      'iron',
    ]);
  });

  test('of a pattern, texts that it matches count', () => {
    expect(literalsOf('/^(gpu|tpu)-/.test(mode)').texts).toEqual(['gpu-', 'tpu-']);
  });

  test('parts of template literals, prose and long texts do not count', () => {
    const { texts } = literalsOf(`z.string().describe('prose'); f(\`a\${b}c\`, \`whole\`, '${'x'.repeat(61)}', '')`);
    expect(texts).toEqual(['whole']);
  });
});

describe('of constructs', () => {
  test('count those of functions and constants that they use, in whatever module', () => {
    const definition = { metadata, values, constructs } as unknown as ChartDefinition;
    const { texts } = sourceLiterals(constructsSource(definition, values.parse({}), release));
    expect(texts.toSorted()).toMatchInlineSnapshot(`
[
  "a:0",
  "aa:00",
  "example",
  "fast",
  "forbidden",
  "gold",
  "iron",
  "large",
  "n:5",
  "nn:55",
  "none",
  "small",
  "special-",
  "very slow",
]
`);
  });

  test('count those of functions that they stand in only as far as they use them', () => {
    const definition = { metadata, values: factoryValues, constructs: makeConstructs('demo') };
    const { texts } = sourceLiterals(
      constructsSource(definition as unknown as ChartDefinition, factoryValues.parse({}), release),
    );
    expect(texts.toSorted()).toMatchInlineSnapshot(`
[
  "asked in another function",
  "beside what reads",
  "compared in an arrow",
  "filtered",
  "local",
  "mode",
  "table",
]
`);
  });

  test('nothing is read where the values are not', () => {
    const definition = { metadata, values, constructs: () => {} } as unknown as ChartDefinition;
    expect(sourceLiterals(constructsSource(definition, values.parse({}), release)).texts).toEqual([]);
  });
});
