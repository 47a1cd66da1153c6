import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { kubernetesDocuments } from '../../helm/kubernetes-yaml';
import type { RenderedObject } from '../../helm/render-chart';

jest.setTimeout(120_000);

const root = resolve(__dirname, '../../..');

/** Runs cdk8s-cli with the repository's `cdk8s.yaml`; it would otherwise ask the network for a newer version. */
async function cdk8s(...args: string[]): Promise<string> {
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
  const options = { cwd: root, env, maxBuffer: 16 * 1024 * 1024 };
  return (await promisify(execFile)(join(root, 'node_modules/.bin/cdk8s'), args, options)).stdout;
}

test('cdk8s synth writes manifests and charts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'synth-'));
  try {
    const printed = await cdk8s('synth', '--output', join(folder, 'out'));
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['.cdk8s-inference', 'charts', 'manifests', 'schemas']);
    expect(readdirSync(join(folder, 'out/manifests')).sort()).toEqual(['dev', 'prod', 'staging']);
    expect(existsSync(join(folder, 'out/charts/ml-inference-1.0.0.tgz'))).toBe(true);
    expect(printed).toContain('manifests/prod/deployment.ml-inference.yaml');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('cdk8s synth --stdout prints the manifests, and no templates', async () => {
  const objects: RenderedObject[] = kubernetesDocuments(await cdk8s('synth', '--stdout'));
  const deployments = objects.filter(({ kind }) => kind === 'Deployment');
  expect(deployments.map(({ metadata }) => metadata.namespace)).toEqual(['ml-dev', 'ml-production', 'ml-staging']);
});
