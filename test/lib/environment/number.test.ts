import { faultOfNumber } from '../../../lib/environment/number';

test.each<[string, bigint]>([
  ['0', 0n],
  ['-0', 0n],
  ['+5', 5n],
  ['0x1F', 31n],
  ['0o17', 15n],
  ['9007199254740991', 9007199254740991n],
  ['-9007199254740991', -9007199254740991n],
])('the integer %s is exact', (written, value) => {
  expect(faultOfNumber(value, written)).toBeUndefined();
});

test.each(['0.1', '1.10', '-2.50', '15e-1', '1E3', '1e21', '.5', '5.', '0.0', '-0.0', '123456789.125', '5e-324'])(
  'the number %s is exact as far as anyone can tell',
  (written) => {
    expect(faultOfNumber(Number(written), written)).toBeUndefined();
  },
);

test.each(['3.14159265358979323846', '0.1000000000000000055', '9007199254740993.0', '1e-400'])(
  'the number %s would be rounded',
  (written) => {
    expect(faultOfNumber(Number(written), written)).toBe(
      `the number ${written} has more digits than can be carried exactly; write ${Number(written)}, or put it in quotes if it is text`,
    );
  },
);

test('integers above 2^53 would be rounded', () => {
  expect(faultOfNumber(9007199254740993n, '9007199254740993')).toBe(
    'the integer 9007199254740993 is beyond 2^53 and cannot be carried exactly; put it in quotes if it is an identifier',
  );
  expect(faultOfNumber(-9007199254740993n, '-9007199254740993')).toContain('beyond 2^53');
});

test('integers with a leading zero are octal for Helm', () => {
  expect(faultOfNumber(644n, '0644')).toBe(
    'the number 0644 is 644 in YAML 1.2, but octal and so 420 in the YAML 1.1 of Helm and kubectl; write the one that is meant, or put it in quotes',
  );
  expect(faultOfNumber(-644n, '-0644')).toContain('is -644 in YAML 1.2, but octal and so -420');
  expect(faultOfNumber(89n, '089')).toBe(
    'the number 089 is not an integer in the YAML 1.1 of Helm and kubectl; write 89, or put it in quotes',
  );
});

test.each([Number.POSITIVE_INFINITY, Number.NaN])('%p is no number of JSON', (value) => {
  expect(faultOfNumber(value, '.inf')).toBe(
    '.inf is not a number that JSON and Kubernetes can carry; write a finite one',
  );
});
