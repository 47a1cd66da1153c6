import type { z } from 'zod';
import type { ChartDependency } from '../chart/metadata';

/** What a dependency is declared by. */
export interface DependencyDeclaration<Name extends string, Alias extends string, Values extends z.ZodType>
  extends Omit<ChartDependency, 'values'> {
  readonly name: Name;
  readonly alias?: Alias;
  /**
   * The values of the dependency that are worth a type: they get prose, defaults and checks, and whatever else its chart
   * takes stays possible beside them.
   */
  readonly values: Values;
}

/** A dependency with the section of the values that configures it. */
export type TypedDependency<Section extends string, Values extends z.ZodType> = Omit<ChartDependency, 'values'> & {
  /** For the chart's values: `values: z.object({ … }).extend(dependency.values)`. */
  readonly values: { readonly [Key in Section]: Values };
};

/**
 * A chart that is installed along with another one, with a schema of its values:
 *
 * ```ts
 * const tracking = chartDependency({
 *   name: 'mlflow',
 *   version: '~0.7.0',
 *   repository: 'https://charts.example.com',
 *   condition: 'tracking.enabled',
 *   alias: 'tracking',
 *   values: z.object({ enabled: z.boolean().default(false) }).prefault({}),
 * });
 * defineChart({ metadata: { …, dependencies: [tracking] }, values: z.object({ … }).extend(tracking.values), … });
 * ```
 *
 * Helm hands the section on as it is, so that constructs need not read it.
 */
export function chartDependency<const Name extends string, Values extends z.ZodType, const Alias extends string = Name>(
  declaration: DependencyDeclaration<Name, Alias, Values>,
): TypedDependency<Alias, Values> {
  const { values, ...dependency } = declaration;
  const section = declaration.alias ?? declaration.name;
  return { ...dependency, values: { [section]: values } } as unknown as TypedDependency<Alias, Values>;
}
