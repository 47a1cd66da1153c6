import { join } from 'node:path';
import { HelmApp, loadEnvironments } from '../../lib';
import { fraudModel } from './chart';

const environments = loadEnvironments(join(__dirname, 'environments'));
new HelmApp({ charts: [fraudModel], environments }).synth();
