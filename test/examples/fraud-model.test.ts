import { fraudModel } from '../../examples/fraud-model/chart';
import { describeEnvironments } from './describe-environments';
import { describeGolden } from './describe-golden';
import { describeRandomValues } from './describe-random-values';
import { exampleOf } from './example';

const example = exampleOf('fraud-model', fraudModel);

describeGolden(example);
describeEnvironments(example);
describeRandomValues(example);
