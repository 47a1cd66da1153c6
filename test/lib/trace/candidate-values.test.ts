import { z } from 'zod';
import { CandidateValues } from '../../../lib/trace/candidate-values';
import { NO_LITERALS } from '../../../lib/trace/source-literals';
import { shapeOf } from '../../../lib/values/shape';

/** What is drawn for a text of a schema where constructs name some texts, and search for the last of them. */
function drawn(schema: z.ZodType, ...texts: string[]) {
  const candidates = new CandidateValues({ ...NO_LITERALS, texts, searched: texts.slice(-1) });
  return candidates.texts(shapeOf(schema));
}

test('texts of the form that a schema asks for', () => {
  const { others } = drawn(z.string().regex(/^\d+(Mi|Gi)$/));
  expect(others).toEqual(expect.arrayContaining(['0Mi', '5Gi', '12Gi', '305Mi']));
  expect(drawn(z.ipv4()).others).toEqual(
    expect.arrayContaining(['100.100.100.100', '250.250.250.250', '12.250.250.250']),
  );
  expect(drawn(z.uuid()).others).not.toEqual([]);
  expect(drawn(z.string().startsWith('s3://')).others).not.toEqual([]);
});

test('such texts with those in them that constructs name', () => {
  expect(drawn(z.string().regex(/^\d+\.\d+\.\d+$/), '2.').named).toEqual(['2.0.0', '2.5.5', '2.00.00', '2.0.00']);
  expect(drawn(z.string().regex(/^(s3|pvc):\/\/.+$/), 'pvc://').named).toContain('pvc://x');
  expect(drawn(z.string().regex(/^[a-z]+-gpu$/), 'amd').named).toContain('amd-gpu');
});

test('what texts are searched for, beside everything else and beside each other', () => {
  const { named } = new CandidateValues({ ...NO_LITERALS, searched: ['ab', 'ba'] }).texts(shapeOf(z.string()));
  expect(named).toEqual(expect.arrayContaining(['abxba', 'aba', 'baxab']));
  expect(named.filter((text) => text.startsWith('ab') && text.length > 60)).toHaveLength(1);
});
