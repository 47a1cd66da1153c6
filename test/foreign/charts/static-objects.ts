import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { foreignChart } from '../foreign-chart';

/** Text that looks like a template, or like something else in YAML 1.1, in what no value changes. */
const HOSTILE = [
  '{{ .Values.text }}',
  '{{- .Values.text -}}',
  '{{',
  '}}',
  '{{{{ }}}}',
  '{{ "`" }}',
  '`{{ raw }}`',
  '{{/* comment */}}',
  '{{ if true }}x{{ end }}',
  '{{`',
  '%s %d %%',
  'on',
  'NO',
  '~',
  'null',
  '1_000',
  '0o17',
  '0x1F',
  '12:30:45',
  '1e3',
  '.inf',
  '2001-01-01',
  '=',
  '<<',
  '---',
  '--- a',
  '...',
  'a: b',
  'a #b',
  '# a',
  '- a',
  '',
  ' ',
  ' a ',
  'a\n---\nb\n',
  'a\n\n\n',
  '\na',
  '\n a\nb',
  ' a\nb',
  'a \nb',
  'a\tb\n\tc',
  'a\r\nb',
  'a\u0000b'.replace('\u0000', '\u0007'),
  'é漢字🚀',
  'nbsp\u00a0',
  '\u2003em',
  'x'.repeat(3000),
  'word '.repeat(300),
];

/** Hostile text and keys in objects that no value changes, between values that are. */
export const staticObjects = foreignChart({
  name: 'static-objects',
  values: z.object({
    text: z.string().default('text'),
    isShown: z.boolean().default(true),
    items: z.array(z.string()).default(['one']),
    entries: z.record(z.string(), z.string()).default({ key: 'value' }),
  }),
  environments: { dev: {}, prod: { isShown: false, items: [] } },
  constructs: (chart, { text, isShown, items, entries }) => {
    new ApiObject(chart, 'texts', {
      apiVersion: 'example.com/v1',
      kind: 'Texts',
      spec: {
        alone: HOSTILE,
        keys: Object.fromEntries(HOSTILE.filter((key) => key !== '' && key.length < 1000).map((key) => [key, key])),
        joined: HOSTILE.map((hostile) => `${hostile}${text}${hostile}`),
        shown: isShown ? HOSTILE.map((hostile) => ({ hostile })) : undefined,
        items: items.flatMap((item) => [...HOSTILE.slice(0, 12), item]),
        entries: Object.entries(entries).map(([key, value]) => ({ [`{{ ${'key'} }}`]: `{{${key}}}: ${value}` })),
      },
    });
  },
});
