import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { kubernetesDocuments } from '../../helm/kubernetes-yaml';
import type { RenderedObject } from '../../helm/render-chart';
import { APP, temporaryApp } from './temporary-app';

const root = resolve(__dirname, '../../..');

/** Runs cdk8s-cli in a folder that has a `cdk8s.yaml`; it would otherwise ask the network for a newer version. */
async function cdk8s(cwd: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
  const options = { cwd, env, maxBuffer: 16 * 1024 * 1024 };
  return (await promisify(execFile)(join(root, 'node_modules/.bin/cdk8s'), args, options)).stdout;
}

test('cdk8s synth writes manifests and charts', async () => {
  const { folder } = temporaryApp(APP);
  const printed = await cdk8s(folder, 'synth', '--output', 'out');
  expect(readdirSync(join(folder, 'out')).sort()).toEqual(['.cdk8s-inference', 'charts', 'manifests', 'schemas']);
  expect(readdirSync(join(folder, 'out/manifests')).sort()).toEqual(['dev', 'prod']);
  expect(existsSync(join(folder, 'out/charts/app-1.0.0.tgz'))).toBe(true);
  expect(printed).toContain('manifests/prod/configmap.config.yaml');
});

test('cdk8s synth --stdout prints the manifests of this repository, and no templates', async () => {
  const objects: RenderedObject[] = kubernetesDocuments(await cdk8s(root, 'synth', '--stdout'));
  const deployments = objects.filter(({ kind }) => kind === 'Deployment');
  expect(deployments.map(({ metadata }) => metadata.namespace)).toEqual(['ml-dev', 'ml-production', 'ml-staging']);
});
