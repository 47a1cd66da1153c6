import { readable } from '../../../lib/trace/trace-errors';

test.each([
  ['ConfigMap app.data.key', 'ConfigMap app.data.key'],
  ['ConfigMap mzq0z.data.key', 'ConfigMap.data.key'],
  ['ConfigMap app.data.x-mzq12z', 'ConfigMap app.data.x-…'],
  ['ConfigMap app.data.MZQ1Z', 'ConfigMap app.data.…'],
])('the place %s is told as %s', (place, told) => {
  expect(readable(place)).toBe(told);
});
