import { kubernetesDocuments } from './kubernetes-yaml';

const read = (scalar: string) => kubernetesDocuments(`value: ${scalar}`)[0];

test.each([
  ['on', true],
  ['NO', false],
  ['y', true],
  ['0b11', 3],
  ['0x1f', 31],
  ['017', 15],
  ['0o17', 15],
  ['-0o17', -15],
  ['1_000', 1000],
  ['1e3', 1000],
  ['1.5E+3', 1500],
  ['.5e3', 500],
  ['e3', 'e3'],
  ['-E3', '-E3'],
  ['.e3', '.e3'],
  ['.', '.'],
  ['1e999', '1e999'],
  ['-1.5e999', '-1.5e999'],
  ['~', null],
  ['12:30', '12:30'],
  ['12:30:45.5', '12:30:45.5'],
  ['2001-12-14', '2001-12-14'],
  ['2001-12-14T21:59:43Z', '2001-12-14T21:59:43Z'],
  ['"on"', 'on'],
  ['v1', 'v1'],
])('reads %s as the Go parser of Helm and kubectl does', (scalar, value) => {
  expect(read(scalar)).toEqual({ value });
});

test('leaves out empty documents', () => {
  expect(kubernetesDocuments('---\n# nothing\n---\na: 1\n---\n')).toEqual([{ a: 1 }]);
});

test('refuses duplicate keys', () => {
  expect(() => kubernetesDocuments('a: 1\na: 2')).toThrow('Map keys must be unique');
});
