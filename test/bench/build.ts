import { defineChart, InferenceService, inferenceServiceValues, parseValues } from '../../lib';
import { build } from '../../lib/definition/build';
import { RICH } from '../lib/constructs/rich-values';
import { chart, production, productionRelease } from './example';
import { growthExponent, meanAfterWarmUp } from './stopwatch';
import { atMost, type Row, rounded } from './table';

const MAX_MILLISECONDS = 1.5;
const SERVICES = [1, 10, 100, 1000];
const MAX_EXPONENT = 1.1;

/** How long it takes to build the objects of an InferenceService, and of many in one chart. */
export function buildRows(): Row[] {
  const rich = parseValues(inferenceServiceValues, RICH);
  const mean = (values: typeof rich) =>
    meanAfterWarmUp(() => build(chart, values, productionRelease), { warmUp: 500, runs: 500 });
  return [
    atMost('build(values) of one InferenceService, values of prod', mean(production.values), MAX_MILLISECONDS, 'ms'),
    atMost('build(values) of one InferenceService, every part in use', mean(rich), MAX_MILLISECONDS, 'ms'),
    ...growthRows(),
  ];
}

function growthRows(): Row[] {
  const points = SERVICES.map((size) => ({ size, time: millisecondsFor(size) }));
  const each = points.map(({ size, time }) => time / size);
  return [
    {
      what: `each of ${SERVICES.join(', ')} services in one chart`,
      measured: `${each.map(rounded).join(', ')} ms`,
    },
    {
      what: `a service among ${SERVICES.at(-1)} to a service alone`,
      measured: `${rounded((each.at(-1) as number) / each[0])} times the time`,
    },
    atMost('growth exponent of building 1 to 1000 services', growthExponent(points), MAX_EXPONENT),
  ];
}

/** Mean time for a chart with so many services of production. */
function millisecondsFor(services: number): number {
  const many = defineChart({
    metadata: chart.metadata,
    values: inferenceServiceValues,
    constructs: (scope, values) => {
      for (let index = 0; index < services; index++) {
        new InferenceService(scope, `service-${index}`, values, { suffix: `s${index}` });
      }
    },
  });
  // The suffix takes the place of this label.
  const values = { ...production.values, podLabels: {} };
  const action = () => build(many, values, productionRelease);
  return meanAfterWarmUp(action, { warmUp: Math.ceil(200 / services), runs: Math.ceil(500 / services) });
}
