import { join } from 'node:path';
import { HelmApp, loadEnvironments } from '../../lib';
import { flaskApp } from './chart';

const environments = loadEnvironments(join(__dirname, 'environments'));
new HelmApp({ charts: [flaskApp], environments }).synth();
