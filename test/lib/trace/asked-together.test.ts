import { z } from 'zod';
import { askedTogether } from '../../../lib/trace/asked-together';
import { smallChart } from './small-chart';

const toggle = z.boolean().default(false);
const text = z.string().default('');

/** What the template of a chart asks about together, and where: `a b` where `c` is asked about around it. */
function together<Values extends z.ZodObject>(values: Values, spec: (values: z.output<Values>) => object): string[] {
  const { template } = smallChart({ values, spec }).traced;
  return askedTogether(template).map(({ patterns, within }) => {
    const around = within.map((condition) => ('reference' in condition ? condition.reference.steps.join('.') : '…'));
    return [patterns.join(' '), ...around].join(' in ');
  });
}

test('all alternatives of one condition', () => {
  const values = z.object({ a: toggle, b: toggle, c: toggle });
  expect(together(values, ({ a, b, c }) => ({ mode: a ? 1 : b && c ? 2 : 3 }))).toEqual(['a b c']);
});

test('a condition, and those on which it depends whether anything is inside', () => {
  const values = z.object({ ingress: toggle, className: text, host: text });
  const spec = ({ ingress, className, host }: z.output<typeof values>) => {
    const inside = { ...(className && { className }), ...(host && { host }) };
    return { always: 1, ...(ingress && Object.keys(inside).length > 0 && { inside }) };
  };
  expect(together(values, spec)).toContain('className host ingress');
});

test('the parts of a mapping of which none is always there, in what is around it', () => {
  const values = z.object({ deep: toggle, cpu: text, memory: text });
  const spec = ({ deep, cpu, memory }: z.output<typeof values>) => ({
    always: 1,
    ...(deep && { outer: { always: 1, limits: { always: 1, ...((cpu || memory) && { sum: `${cpu}${memory}` }) } } }),
  });
  expect(together(values, spec)).toContain('cpu memory in deep');
});

test('nothing where a condition asks about one value alone', () => {
  expect(together(z.object({ a: toggle, b: text }), ({ a, b }) => ({ b, ...(a ? { a: 1 } : {}) }))).toEqual([]);
});
