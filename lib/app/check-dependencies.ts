import { type ChartDependency, sectionOf } from '../chart/metadata';
import type { ChartDefinition } from '../definition/chart-definition';
import type { Problem } from '../errors';
import { nearest } from '../values/nearest';
import { type Shape, shapeOf } from '../values/shape';

/** What is wrong between the dependencies of a chart and the schema of its values. */
export function checkDependencies({ metadata, values }: ChartDefinition): Problem[] {
  const root = shapeOf(values);
  return (metadata.dependencies ?? []).flatMap((dependency, index): Problem[] => {
    const path = `metadata.dependencies[${index}]`;
    return [
      ...missingSection(dependency, root).map((message): Problem => ({ code: 'metadata/section', path, message })),
      ...missingCondition(dependency, root).map(
        (message): Problem => ({ code: 'metadata/condition', path: `${path}.condition`, message }),
      ),
    ];
  });
}

function missingSection(dependency: ChartDependency, root: Shape): string[] {
  const section = sectionOf(dependency);
  if (dependency.values === undefined || childOf(root, section) !== undefined) return [];
  return [
    `the values have no section ${section}, which the schema of this dependency is for; extend them with the values of the dependency: z.object({ … }).extend(dependency.values)`,
  ];
}

/** A condition that is not there holds: Helm installs the dependency, whatever anybody sets. */
function missingCondition({ condition, values }: ChartDependency, root: Shape): string[] {
  if (values === undefined || condition === undefined) return [];
  return condition.split(',').flatMap((path) => {
    let shape: Shape | undefined = root;
    for (const key of path.split('.')) {
      if (shape.kind !== 'object') return [];
      const child: Shape | undefined = childOf(shape, key);
      if (child === undefined) {
        if (key === 'global') return [];
        const near = nearest(shape.keys.keys(), key);
        const advice = near === undefined ? 'add it to the schema' : `did you mean ${near}?`;
        return [`there is no value ${path}, and Helm installs a dependency whose condition is not there; ${advice}`];
      }
      shape = child;
    }
    return shape.kind === 'toggle' ? [] : [`${path} is not a boolean, and Helm passes over such a condition; name one`];
  });
}

function childOf(shape: Shape, key: string): Shape | undefined {
  return shape.kind === 'object' ? shape.keys.get(key) : undefined;
}
