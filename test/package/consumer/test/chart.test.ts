import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { HelmApp, loadEnvironments } from 'cdk8s-inference';
import { sentiment } from '../chart';

test('only production has alerts', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'sentiment-'));
  const app = new HelmApp({ charts: [sentiment], environments: loadEnvironments('environments'), outdir });
  const [{ manifests }] = app.synth({ charts: false }).charts;
  const kinds = (environment: string) => manifests.get(environment)?.map(({ kind }) => kind);
  assert(kinds('prod')?.includes('PrometheusRule'));
  assert(!kinds('dev')?.includes('PrometheusRule'));
});
