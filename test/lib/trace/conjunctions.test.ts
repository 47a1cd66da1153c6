import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from './small-chart';

/** What only matters together: texts that constructs name, while something else is so as well. */

const text = z.string().default('');
const toggle = z.boolean().default(false);
const texts = z.array(z.string()).default([]);

describe('a text that constructs name matters only', () => {
  test('while something is off that is on in every environment', async () => {
    const chart = smallChart({
      values: z.object({ text, one: z.boolean().default(true), two: z.boolean().default(true) }),
      environments: { prod: { text: 'other' } },
      spec: ({ text, one, two }) => ({ name: `app${text === 'x' && !one ? ' @' : ''}${two ? `.${text}` : ''}` }),
    });
    await expectEqualRendering(chart, [
      { text: 'x', one: false },
      { text: 'x', one: false, two: false },
    ]);
  });

  test('while a list has several elements', async () => {
    const chart = smallChart({
      values: z.object({ text, texts }),
      environments: { prod: { text: 'other' } },
      spec: ({ text, texts }) => ({ args: [`start ${text}`, ...(text === 'run' && texts.length > 1 ? ['many'] : [])] }),
    });
    await expectEqualRendering(chart, [
      { text: 'run', texts: ['a', 'b'] },
      { text: 'run', texts: ['a'] },
    ]);
  });

  test('while another text is one as well', async () => {
    const chart = smallChart({
      values: z.object({ mode: text, tier: z.string().optional() }),
      spec: ({ mode, tier }) => (tier?.startsWith('gold') ? { kind: mode === 'batch' ? 'queue' : 'server', tier } : {}),
    });
    await expectEqualRendering(chart, [
      { mode: 'batch', tier: 'golden' },
      { mode: 'other', tier: 'gold' },
    ]);
  });

  test('while it is empty, and a number is one', async () => {
    const chart = smallChart({
      values: z.object({ text, count: z.int().default(4) }),
      spec: ({ text, count }) => ({
        args: ['serve', text === 'x' ? 'x' : `-${text}`, ...(count === 2 || text ? [`"${text}`] : [])].join(';'),
      }),
    });
    await expectEqualRendering(chart, [{ count: 2 }, { count: 2, text: 'x' }, { text: 'y' }]);
  });
});

describe('an empty text in an element matters only', () => {
  test('while something else is off', async () => {
    const chart = smallChart({
      values: z.object({ texts, on: toggle }),
      environments: { prod: { on: true, texts: ['p', 'q'] } },
      spec: ({ texts, on }) => ({
        text: ['start', ...texts.filter((text) => text !== '').map((text) => `${text}${on ? '' : '!'}`)].join(';'),
      }),
    });
    await expectEqualRendering(chart, [{ texts: [''] }, { texts: ['x', '', 'y'] }, { texts: [''], on: true }]);
  });

  test('beside others of the element', async () => {
    const hosts = z.array(z.object({ name: z.string(), tls: z.boolean(), port: z.int().optional() })).default([]);
    const chart = smallChart({
      values: z.object({ hosts }),
      spec: ({ hosts }) => ({
        hosts: hosts
          .filter(({ name }) => name !== '')
          .map(({ name, tls, port }) => `${name}${tls ? '+tls' : ''}${port === undefined ? '' : `:${port}`}`)
          .join(' '),
      }),
    });
    await expectEqualRendering(chart, [
      {
        hosts: [
          { name: '', tls: true },
          { name: 'a', tls: true, port: 1 },
          { name: '', tls: false, port: 2 },
        ],
      },
    ]);
  });
});

test('what stands in for an empty text is not looked for in a list that may not have it', async () => {
  const chart = smallChart({
    values: z.object({ text, texts }),
    spec: ({ text, texts }) => ({ name: text || (texts.length > 0 ? `first-${texts[0]}` : 'none') }),
  });
  await expectEqualRendering(chart, [{ text: 'x' }, { text: '', texts: ['a'] }, { text: 'x', texts: ['a'] }]);
});
