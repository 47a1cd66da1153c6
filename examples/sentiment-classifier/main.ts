import { join } from 'node:path';
import { HelmApp, loadEnvironments } from '../../lib';
import { sentimentClassifier } from './chart';

const environments = loadEnvironments(join(__dirname, 'environments'));
new HelmApp({ charts: [sentimentClassifier], environments }).synth();
