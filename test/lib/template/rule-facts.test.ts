import { z } from 'zod';
import { withRules } from '../../../lib';
import { allOf, type Condition, conditionKey, negate } from '../../../lib/template/condition';
import { RuleFacts } from '../../../lib/template/rule-facts';
import { type ObjectShape, shapeOf } from '../../../lib/values/shape';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from '../trace/small-chart';

const ingress = withRules(
  z.object({
    enabled: z.boolean().default(false),
    className: z.string().default(''),
    hosts: z.array(z.string()).default([]),
    weight: z.int().default(0),
    limit: z.int().default(10),
  }),
  ({ required, isTrue, atMost }) => [
    required('hosts', { when: isTrue('enabled') }),
    atMost('weight', 'limit', { when: isTrue('enabled') }),
  ],
);
const values = z.object({ ingress: ingress.prefault({}) });

describe('what rules say of values that a chart renders', () => {
  const shape = shapeOf(values) as ObjectShape;
  const facts = new RuleFacts(shape);
  const isSet = (key: string): Condition => ({
    kind: 'truthy',
    reference: {
      steps: ['ingress', key],
      optionalSteps: [],
      shape: (shape.keys.get('ingress') as ObjectShape).keys.get(key) as ObjectShape,
    },
  });

  test('counts where all that the rule reads is asked for or known', () => {
    expect(facts.about([isSet('hosts')], [isSet('enabled')]).map(conditionKey)).toEqual([
      conditionKey(negate(allOf([isSet('enabled'), negate(isSet('hosts'))]))),
    ]);
    expect(facts.about([isSet('hosts'), isSet('enabled')], [])).toHaveLength(1);
  });

  test('does not where it is about more, or about numbers', () => {
    expect(facts.about([isSet('hosts')], [])).toEqual([]);
    expect(facts.about([isSet('className')], [isSet('enabled'), isSet('hosts')])).toEqual([]);
    expect(facts.about([isSet('weight')], [isSet('enabled'), isSet('limit')])).toEqual([]);
  });
});

test('a template does not ask what a rule has settled', async () => {
  const chart = smallChart({
    values,
    spec: ({ ingress: { enabled, className, hosts } }) => ({
      ingress: enabled
        ? { className: className || undefined, rules: hosts.length > 0 ? hosts.map((host) => ({ host })) : undefined }
        : undefined,
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"ingress:
  rules:
    {{- range .Values.ingress.hosts }}
    - host: {{ . | quote }}
    {{- end }}
  {{- with .Values.ingress.className }}
  className: {{ . | quote }}
  {{- end }}
{{- else }}
spec: {}
{{- end }}"
`);
  await expectEqualRendering(chart, [
    { ingress: { enabled: true, hosts: ['a', 'b'] } },
    { ingress: { enabled: true, hosts: ['a'], className: 'nginx' } },
  ]);
});

test('a condition that a rule has not settled is not made shorter by it', async () => {
  const chart = smallChart({
    values: withRules(
      z.object({ enabled: z.boolean().default(true), mode: z.enum(['none', 'nginx']).default('none') }),
      ({ required, isTrue, equals }) => [required(isTrue('enabled'), { when: equals('mode', 'nginx') })],
    ),
    spec: ({ enabled, mode }) => ({ canary: enabled && mode === 'nginx' ? 1 : undefined }),
  });
  expect(chart.template('example.yaml')).toContain('{{- if and .Values.enabled (eq .Values.mode "nginx") }}\n');
  await expectEqualRendering(chart, [{ mode: 'nginx' }, { enabled: false }]);
});
