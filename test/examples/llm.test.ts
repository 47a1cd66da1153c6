import { llm } from '../../examples/llm/chart';
import { describeEnvironments } from './describe-environments';
import { describeGolden } from './describe-golden';
import { describeRandomValues } from './describe-random-values';
import { exampleOf } from './example';

const example = exampleOf('llm', llm);

describeGolden(example);
describeEnvironments(example);
describeRandomValues(example);
