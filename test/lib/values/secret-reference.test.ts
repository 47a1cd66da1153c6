import { z } from 'zod';
import { isSecretReference, secretReference } from '../../../lib/values/secret-reference';
import { shapeOf } from '../../../lib/values/shape';
import { checkValues } from '../../../lib/values/validate';

const schema = z.object({ password: secretReference('Password of the database.').optional() });

function problemsOf(password: unknown): string[] {
  return checkValues(schema, { password }).map((problem) => `${problem.code} ${problem.path}: ${problem.message}`);
}

describe('a secret reference', () => {
  test('is the name of a Secret and a key in it', () => {
    expect(problemsOf({ secretName: 'db.credentials', key: 'POSTGRES_password.txt' })).toEqual([]);
  });

  test.each(['hunter2', 12345, true])('refuses the literal %p, and says what to write instead', (literal) => {
    expect(problemsOf(literal)).toEqual([
      'values/literal-secret password: a secret is never written into values; write { secretName: <name of a Secret>, key: <its key> }',
    ]);
  });

  test('that is empty text may be left out, where the schema allows it', () => {
    expect(problemsOf('')[0]).toContain('leave the key out, or write { secretName:');
    const required = z.object({ password: secretReference() });
    expect(checkValues(required, { password: '' })[0]?.message).not.toContain('leave the key out');
  });

  test.each([
    ['secretName', 'Hunter_2', 'key'],
    ['secretName', `hunter2${'x'.repeat(300)}`, 'key'],
    ['secretName', 12345, 'key'],
    ['key', '..hunter2', 'secretName'],
    ['key', 'hunter2!', 'secretName'],
    ['key', '', 'secretName'],
  ])('with the %s %p is refused without repeating it', (name, text, other) => {
    const problems = problemsOf({ [name]: text, [other]: 'valid' });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`password\\.${name}: expected `));
    expect(problems[0]).not.toMatch(/hunter|Hunter|12345/);
  });

  test('knows its own keys, and does not repeat what stands at an unknown one', () => {
    const problems = problemsOf({ secretName: 'db', key: 'password', value: 'hunter2' });
    expect(problems).toEqual(['values/unknown-key password.value: unknown key; known here: secretName and key']);
  });

  test('that is missing names its form', () => {
    expect(checkValues(z.object({ password: secretReference() }), {})[0]?.message).toBe(
      'required; expected { secretName: <name of a Secret>, key: <its key> }',
    );
  });

  test('refuses a literal also as a member of a union', () => {
    const union = z.object({ password: z.union([secretReference(), z.object({ workloadIdentity: z.literal(true) })]) });
    expect(checkValues(union, { password: 'hunter2' }).map(({ code }) => code)).toEqual(['values/literal-secret']);
  });
});

describe('isSecretReference', () => {
  test.each([
    ['as it was made', secretReference()],
    ['with other prose', secretReference().describe('Token of the model hub.')],
    ['optional', secretReference().optional()],
    ['nullable', secretReference().nullable()],
    ['with a default', secretReference().default({ secretName: 'db', key: 'password' })],
  ])('recognises the shape of a reference %s', (_, reference) => {
    expect(isSecretReference(shapeOf(reference).schema)).toBe(true);
  });

  test('does not take an equal map for one', () => {
    expect(isSecretReference(z.object({ secretName: z.string(), key: z.string() }))).toBe(false);
  });

  test('keeps its prose, and its patterns fit the JSON schema of Helm, which has no look-ahead', () => {
    const reference = secretReference('Password of the database.');
    expect(shapeOf(reference).description).toBe('Password of the database.');
    expect(JSON.stringify(z.toJSONSchema(reference))).not.toContain('(?');
  });
});
