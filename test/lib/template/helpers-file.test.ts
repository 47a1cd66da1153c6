import { z } from 'zod';
import { smallChart } from '../trace/small-chart';

const values = z.object({ nameOverride: z.string().default(''), fullnameOverride: z.string().default('') });
const helpers = (schema: z.ZodObject) =>
  smallChart({ values: schema, spec: () => ({ always: 1 }) }).files.get('templates/_helpers.tpl') ?? '';

test('has the helpers that every chart has', () => {
  expect(helpers(z.object({})).match(/define "[^"]+"/g)).toEqual([
    'define "demo.name"',
    'define "demo.fullname"',
    'define "demo.resourceName"',
    'define "demo.chart"',
    'define "demo.labels"',
    'define "demo.selectorLabels"',
  ]);
});

test('asks for overrides only where the values have them', () => {
  expect(helpers(z.object({}))).not.toMatch(/\.Values/);
  expect(helpers(values)).toContain('{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}');
  expect(helpers(values)).toContain('$root.Values.fullnameOverride | default $fullname');
});
