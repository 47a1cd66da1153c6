import { sentimentClassifier } from '../../examples/sentiment-classifier/chart';
import { describeEnvironments } from './describe-environments';
import { describeGolden } from './describe-golden';
import { describeRandomValues } from './describe-random-values';
import { exampleOf } from './example';

const example = exampleOf('sentiment-classifier', sentimentClassifier);

describeGolden(example);
describeEnvironments(example);
describeRandomValues(example);
