import { z } from 'zod';
import { smallChart } from '../lib/trace/small-chart';
import { hostileValues } from './hostile-values';
import { torture } from './torture';

// The charts are tortured by the tests of the foreign suite and of the example; for longer, by `npm run torture`.

describe('the suite itself', () => {
  const chart = smallChart({
    values: z.object({
      name: z.string().default('name'),
      count: z.int().default(1),
      items: z.array(z.string()).default([]),
    }),
    spec: ({ name, count, items }) => ({ name, count, items }),
  });

  test('draws the same sets from the same seed, and others from another', () => {
    expect(hostileValues(chart, 5)).toEqual(hostileValues(chart, 5));
    expect(hostileValues(chart, 5)).not.toEqual(hostileValues(chart, 6));
  });

  test('finds a chart that is wrong, and shows the one value that does it', async () => {
    const files = new Map(
      [...chart.files].map(([path, text]) => [
        path,
        text.replace('{{ .Values.name | quote }}', "'{{ .Values.name }}'"),
      ]),
    );
    const { mismatches } = await torture({ ...chart, files }, { seed: 1, sets: 50, helms: [4] });
    expect(mismatches.length).toBeGreaterThan(0);
    for (const mismatch of mismatches) {
      expect(mismatch).toMatch(
        /^Helm [34] renders .*: npm run torture -- --chart demo --seed 1 --only \d+ --helm [34]\n/,
      );
      expect(mismatch).toMatch(/\nname: /);
      expect(mismatch).not.toMatch(/\ncount: |\nitems:/);
    }
  });

  test('tortures one set alone', async () => {
    expect(await torture(chart, { seed: 1, sets: 100, only: 70, helms: [4] })).toEqual({
      sets: 1,
      refused: 0,
      mismatches: [],
    });
  });
});
