import { installCommand } from '../../../lib/chart/install-command';

test.each([
  [{ release: 'ml' }, undefined, 'helm upgrade --install ml ./chart'],
  [
    { release: 'ml', namespace: 'ml-prod', context: 'arn:aws:eks:eu-west-1:1234:cluster/prod' },
    'values-prod.yaml',
    'helm upgrade --install ml ./chart --kube-context arn:aws:eks:eu-west-1:1234:cluster/prod --namespace ml-prod --create-namespace -f values-prod.yaml',
  ],
  [{ release: 'ml', context: `$HOME's` }, undefined, `helm upgrade --install ml ./chart --kube-context '$HOME'\\''s'`],
])('%j', (target, valuesFile, command) => {
  expect(installCommand(target, './chart', valuesFile)).toBe(command);
});
