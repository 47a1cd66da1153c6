import { bertServing } from '../../examples/bert-serving/chart';
import { describeEnvironments } from './describe-environments';
import { describeGolden } from './describe-golden';
import { describeRandomValues } from './describe-random-values';
import { exampleOf } from './example';

const example = exampleOf('bert-serving', bertServing);

describeGolden(example);
describeEnvironments(example);
describeRandomValues(example);
