import { z } from 'zod';
import { schemaChecks } from '../../../lib/values/schema-checks';

test.each<[z.ZodType, string, unknown]>([
  [z.int().min(5).multipleOf(5), 'multiple_of', 5],
  [z.string().max(3), 'max_length', undefined],
])('%#: what a schema checks', (schema, check, value) => {
  expect(schemaChecks(schema).find((found) => found.check === check)?.value).toBe(value);
});

test('patterns of text, and of formats', () => {
  const patternsOf = (schema: z.ZodType) => schemaChecks(schema).flatMap(({ pattern }) => pattern?.source ?? []);
  expect(patternsOf(z.string().regex(/^a/).regex(/b$/))).toEqual(['^a', 'b$']);
  expect(patternsOf(z.ipv4())).toHaveLength(1);
  expect(patternsOf(z.string())).toEqual([]);
});
