import { z } from 'zod';
import { NO_LITERALS, type SourceLiterals } from '../../lib/trace/source-literals';
import { shapeOf } from '../../lib/values/shape';
import { findUnportableText } from '../../lib/values/unportable';

/** What YAML 1.1 or 1.2, Go templates, JSON or a shell may take for something else than text. */
const FRAGMENTS = [
  ...['on', 'Off', 'YES', 'n', 'y', 'True', 'FALSE', 'null', 'Null', '~', 'nil', '<no value>', 'undefined', 'NaN'],
  ...['0', '-0', '007', '0o17', '0x1F', '0b11', '1_000', '1e3', '1E+06', '.5', '5.', '.inf', '-.Inf', '.nan', '+1'],
  ...[
    '12:30',
    '12:30:45',
    '190:20:30',
    '2001-01-01',
    '2001-12-14t21:59:43.10-05:00',
    '9007199254740993',
    '1.0',
    '1e999',
  ],
  ...[
    '---',
    '--- ',
    '...',
    '<<',
    '=',
    '!!str',
    '!x',
    '&a',
    '*a',
    '%YAML 1.1',
    '@',
    '`',
    '|',
    '>',
    '|-',
    '>+',
    '?',
    '? ',
    '-',
    '- ',
  ],
  ...[
    ': ',
    ':',
    ' #',
    '#',
    ',',
    '[',
    ']',
    '{',
    '}',
    '[]',
    '{}',
    '"',
    "'",
    '""',
    "''",
    '\\',
    '\\n',
    '\\u0041',
    '\\x',
    '/',
  ],
  ...[
    '{{',
    '}}',
    '{{-',
    '-}}',
    '{{ .Values.x }}',
    '{{/* c */}}',
    '{{`',
    '`}}',
    '{{ "`" }}',
    '{{ fail "x" }}',
    '{{ end }}',
  ],
  ...['%', '%s', '%d%%', '%!s(MISSING)', '$', '$x', '$(HOME)', '$' + '{HOME}', '$1', '&', '<', '>', '&amp;', '</a>'],
  ...[
    '\n',
    '\n\n',
    '\n ',
    ' \n',
    '\n\t',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '  ',
    '\n- ',
    '\n---\n',
    '\n...\n',
    '\n#',
    '\n  a: b',
    '\nkind: X',
  ],
  ...['\u0000', '\u0001', '\u0007', '\b', '\u000b', '\u000c', '\u001b', '\u001f', '\u007f', '\u0085', '\u009f'],
  ...[
    '\u00a0',
    '\u00ad',
    '\u1680',
    '\u2003',
    '\u200b',
    '\u200d',
    '\u2028',
    '\u2029',
    '\u202e',
    '\u3000',
    '\ufeff',
    '\ufffd',
  ],
  ...[
    'é',
    'ß',
    'İ',
    'ı',
    'Σ',
    'ς',
    'ŉ',
    'ﬁ',
    'ǅ',
    'ᾳ',
    'ΐ',
    '漢字',
    'עברית',
    '🚀',
    '👩‍🚀',
    '\ud83d',
    'e\u0301',
    '\u{10ffff}',
  ],
  ...['a', 'B', 'word', 'two words', 'some-name', 'example.com', '1', '42', '10Gi', '500m', '50%', 'http://x/y?z=1#f'],
];

const NUMBERS = [
  ...[0, -0, 1, -1, 2, 9, 10, 17, 255, 256, 999_999, 1_000_000, 1_000_001, -1_000_000, 10_000_000, 123_456_789],
  ...[
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    2 ** 32,
    2 ** 40,
    1e15,
    2 ** 52,
    2 ** 53 - 1,
    1 - 2 ** 53,
    9_007_199_254_740_990,
  ],
  ...[0.1, 0.2, 0.3, 1 / 3, -0.5, 1e-5, 1e-6, 1e-7, 1.5e-9, 5e-324, 1.7976931348623157e308, 1e20, 1e21, 1e22, 1.5e300],
  ...[123456.789, 999999.5, 1000000.5, 0.000001, 100.0, 3.0000000000000004, 4.35, 1e6 + 0.1, -1e21, 2 ** 53, 2 ** 63],
];

const TEXT = shapeOf(z.string());

/**
 * Texts and numbers of a kind that goes wrong somewhere between a values file and an object, as what constructs name, so
 * that draws take them first; none that Helm carries nowhere. Other random numbers give others.
 */
export function hostileLiterals(random: () => number, count: number): SourceLiterals {
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  const several = (most: number) =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(FRAGMENTS)).join('');
  const text = () => {
    const kind = random();
    if (kind < 0.35) return pick(FRAGMENTS);
    if (kind < 0.93) return several(5);
    // Longer than a line that a YAML printer folds, than a key may be, than a name may be.
    return kind < 0.97 ? several(5).repeat(1 + Math.floor(random() * 40)) : 'x'.repeat(Math.floor(random() * 5000));
  };
  const number = () => {
    if (random() < 0.6) return pick(NUMBERS);
    const size = 2 ** (random() * 53) * (random() < 0.3 ? -1 : 1);
    return random() < 0.6 ? Math.trunc(size) : size;
  };
  return {
    ...NO_LITERALS,
    texts: Array.from({ length: count }, text).filter((one) => findUnportableText(TEXT, one).length === 0),
    numbers: Array.from({ length: count }, number),
    names: ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'length', 'name', 'value', 'key'],
  };
}
