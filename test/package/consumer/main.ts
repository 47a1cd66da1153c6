import { HelmApp, loadEnvironments } from 'cdk8s-inference';
import { sentiment } from './chart';

new HelmApp({ charts: [sentiment], environments: loadEnvironments('environments') }).synth();
