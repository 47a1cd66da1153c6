import { z } from 'zod';
import type { Expression } from '../../../lib/template/expression';
import { includedIn, withNeededHelpers } from '../../../lib/template/needed-helpers';
import type { ChartTemplate, TextHelper } from '../../../lib/template/node';
import { expectEqualRendering } from '../../equality/expect-equal';
import { object, smallChart } from '../trace/small-chart';

const defined = (files: ReadonlyMap<string, string>) =>
  [...(files.get('templates/_helpers.tpl') ?? '').matchAll(/define "demo\.([^"]+)"/g)].map(([, name]) => name);
const standard = ['name', 'fullname', 'resourceName', 'chart', 'labels', 'selectorLabels'];
const include = (helper: string, suffix?: Expression): Expression => ({
  kind: 'include',
  helper,
  ...(suffix && { suffix }),
});

test('a named template that nothing includes is not there, nor is one that always gives the same line', async () => {
  const chart = smallChart({
    values: z.object({ level: z.string().default('info') }),
    constructs: (scope, { level }, release) => {
      release.helper('unused', `unused ${level}`);
      const image = release.helper('image', 'example/server:1.0');
      const script = release.helper('script', 'set -eu\necho hello\n');
      const spec = { image, script, both: `${image} at ${level}`, name: release.fullname(release.helper('end', 'x')) };
      object(scope, 'Demo', 'demo', { spec });
    },
  });
  expect(chart.template('demo.yaml')).toContain(`spec:
  name: {{ include "demo.resourceName" (list . "x") | quote }}
  image: example/server:1.0
  both: {{ printf "example/server:1.0 at %s" .Values.level | quote }}
  script: |
    {{- include "demo.script" . | nindent 4 }}
`);
  expect(defined(chart.files)).toEqual([...standard, 'script']);
  await expectEqualRendering(chart, [{ level: '"' }]);
});

test('what a needed template includes is needed too', () => {
  const helper = (name: string, ...included: string[]): TextHelper => ({
    name,
    branches: [],
    otherwise: { kind: 'concatenation', parts: included.map((other) => include(other)) },
  });
  const template: ChartTemplate = {
    objects: [{ kind: 'item', value: { kind: 'scalar', expression: include('fullname', include('outer')) } }],
    helpers: [helper('alone', 'inner'), helper('inner', 'innermost'), helper('innermost'), helper('outer', 'inner')],
    labels: [],
  };
  const { helpers } = withNeededHelpers(template);
  expect(helpers.map(({ name }) => name)).toEqual(['inner', 'innermost', 'outer']);
});

test('the templates that an expression includes, wherever in it', () => {
  const expression: Expression = {
    kind: 'concatenation',
    parts: [
      include('a', include('b')),
      { kind: 'checksum', objectKind: 'ConfigMap', objectName: include('c') },
      { kind: 'literal', value: 'd' },
    ],
  };
  expect(includedIn(expression)).toEqual(['a', 'b', 'c']);
});
