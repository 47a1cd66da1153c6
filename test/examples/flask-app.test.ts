import { flaskApp } from '../../examples/flask-app/chart';
import { describeEnvironments } from './describe-environments';
import { describeGolden } from './describe-golden';
import { describeRandomValues } from './describe-random-values';
import { exampleOf } from './example';

const example = exampleOf('flask-app', flaskApp);

describeGolden(example);
describeEnvironments(example);
describeRandomValues(example);
