import { HelmApp, loadEnvironments } from '../../lib';
import { mlInference } from './chart';

const app = new HelmApp({ charts: [mlInference], environments: loadEnvironments('environments') });
app.synth();
