import { join } from 'node:path';
import { HelmApp, loadEnvironments } from '../../lib';
import { bertServing } from './chart';

const environments = loadEnvironments(join(__dirname, 'environments'));
new HelmApp({ charts: [bertServing], environments }).synth();
