import { describeGolden } from '../examples/describe-golden';
import { ML_INFERENCE } from './golden';

describeGolden(ML_INFERENCE);
