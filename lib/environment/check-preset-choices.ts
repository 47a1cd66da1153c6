import type { Problem } from '../errors';
import { formatPath, parsePath } from '../values/path';
import { chosenOptions } from '../values/presets/preset-choices';
import type { ObjectShape } from '../values/shape';
import type { Environment } from './environment';
import { valueAt } from './located';
import { inOrder } from './problem-order';

/** An environment and its values for one chart. */
interface Target {
  readonly environment: Environment;
  readonly values: unknown;
  readonly section?: string;
}

/**
 * The choices with presets that an environment makes in another way than base: a chart is made for one option, because
 * the defaults in its `values.yaml` follow from it.
 */
export function checkPresetChoices(shape: ObjectShape, base: Target, environments: readonly Target[]): Problem[] {
  const made = chosenOptions(shape, base.values);
  const problems = environments.flatMap((target) => {
    const { environment, values } = target;
    return [...chosenOptions(shape, values)].flatMap(([path, option]): Problem[] => {
      const other = made.get(path);
      if (other === undefined || other === option) return [];
      const place = formatPath([...(target.section === undefined ? [] : [target.section]), ...parsePath(path)]);
      const origin = valueAt(base.environment.located, parsePath(place)) ? '' : ', by default';
      return [
        {
          code: 'values/preset-differs',
          message:
            `"${option}" in ${environment.name}, but "${other}" in ${base.environment.name}${origin}; a chart is made for one of them, ` +
            `because the defaults in its values.yaml follow from it: write the same one in all environments, best in ` +
            `${base.environment.name}, or define a chart for each`,
          path: place,
          ...environment.locate(place),
        },
      ];
    });
  });
  return inOrder(problems);
}
