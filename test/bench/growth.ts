import { measuredInProcess } from './child-process';
import type { GrowthMeasurement } from './growth-process';
import { growthExponent, ROUNDS } from './stopwatch';
import { SYNTHETIC_FORMS, type SyntheticForm } from './synthetic-chart';
import { atMost, type Row, rounded } from './table';

const LEAVES = [50, 100, 200, 500];
const MAX_EXPONENT = 1.3;

/** How tracing grows with the number of leaves, each time in a fresh process. */
export function growthRows(): Row[] {
  return SYNTHETIC_FORMS.flatMap(growthOf);
}

function growthOf(form: SyntheticForm): Row[] {
  const points = LEAVES.map((size) => {
    const rounds = Array.from({ length: ROUNDS }, () =>
      measuredInProcess<GrowthMeasurement>('growth-process.ts', String(size), form),
    );
    return { size, time: Math.min(...rounds.map(({ seconds }) => seconds)), runs: rounds[0].runs };
  });
  return [
    {
      what: `tracing ${LEAVES.join(', ')} leaves in ${form}`,
      measured: `${points.map(({ time }) => rounded(time)).join(', ')} s`,
    },
    { what: 'runs of the constructs', measured: points.map(({ runs }) => runs).join(', ') },
    atMost(`growth exponent of tracing leaves in ${form}`, growthExponent(points), MAX_EXPONENT),
  ];
}
