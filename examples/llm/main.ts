import { join } from 'node:path';
import { HelmApp, loadEnvironments } from '../../lib';
import { llm } from './chart';

const environments = loadEnvironments(join(__dirname, 'environments'));
new HelmApp({ charts: [llm], environments }).synth();
