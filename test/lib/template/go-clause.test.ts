import { clauseLines, goCall, goJunction, goNot, goValue, printClause } from '../../../lib/template/go-clause';

const eq = (value: string, ...options: string[]) => goCall('eq', value, ...options);
const ne = (value: string, option: string) => goCall('ne', value, option);

test('several options of one value are asked for at once', () => {
  expect(printClause(goJunction('or', [eq('.a', '1'), goValue('.b'), eq('.a', '2')]))).toBe('or (eq .a 1 2) .b');
  expect(printClause(goJunction('or', [eq('.a', '1'), eq('.a', '2'), eq('.a', '1')]))).toBe('eq .a 1 2');
  expect(printClause(goJunction('and', [ne('.a', '1'), ne('.a', '2')]))).toBe('not (eq .a 1 2)');
});

test('what is asked of several values, or in another way, stays apart', () => {
  expect(printClause(goJunction('or', [eq('.a', '1'), eq('.b', '1')]))).toBe('or (eq .a 1) (eq .b 1)');
  expect(printClause(goJunction('and', [eq('.a', '1'), eq('.a', '2')]))).toBe('and (eq .a 1) (eq .a 2)');
  expect(printClause(goJunction('or', [ne('.a', '1'), ne('.a', '2')]))).toBe('or (ne .a 1) (ne .a 2)');
});

test('the opposite of a clause, without the opposite of an opposite', () => {
  expect(printClause(goNot(eq('.a', '1')))).toBe('ne .a 1');
  expect(printClause(goNot(eq('.a', '1', '2')))).toBe('not (eq .a 1 2)');
  expect(printClause(goNot(goNot(goValue('.a'))))).toBe('.a');
  expect(printClause(goNot(goCall('ge', '.a', '1')))).toBe('lt .a 1');
});

test('and in and is one, and says nothing twice', () => {
  const inner = goJunction('and', [goValue('.b'), goValue('.a')]);
  expect(printClause(goJunction('and', [goValue('.a'), inner, goJunction('or', [inner, goValue('.c')])]))).toBe(
    'and .a .b (or (and .b .a) .c)',
  );
});

test('what is too long for a line has a line for each part, as deep as it has to be', () => {
  const long = goJunction('and', [
    goValue('.Values.first'),
    goJunction('or', [
      goJunction('and', [goValue('.Values.second'), goCall('gt', '.Values.third', '1')]),
      goNot(goValue('.Values.fourth')),
    ]),
  ]);
  expect(clauseLines(long, 200)).toHaveLength(1);
  expect(clauseLines(long, 50).join('\n')).toMatchInlineSnapshot(`
"and
  .Values.first
  (or
    (and .Values.second (gt .Values.third 1))
    (not .Values.fourth))"
`);
});
