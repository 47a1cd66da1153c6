import { describeEnvironments } from '../examples/describe-environments';
import { ML_INFERENCE } from './golden';

describeEnvironments(ML_INFERENCE);
