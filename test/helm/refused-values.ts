import type { RenderInput } from './render-chart';
import { renderText } from './render-chart';
import { HelmError } from './run-helm';

const HEADING = /^The values of (\S+) do not fit together:$/m;

/** Values that a chart refuses because of its rules. */
export interface RefusedValues {
  /** The chart, or its alias in a parent chart. */
  readonly chart: string;
  /** A line for each broken rule. */
  readonly problems: readonly string[];
}

/** What `helm template` has against values; `undefined` where it renders them. */
export async function refusedValues(input: RenderInput): Promise<RefusedValues | undefined> {
  try {
    await renderText(input);
    return undefined;
  } catch (error) {
    const heading = error instanceof HelmError && HEADING.exec(error.result.stderr);
    if (!heading) throw error;
    const below = heading.input.slice(heading.index + heading[0].length + 1).split('\n');
    const end = below.findIndex((line) => !line.startsWith('  '));
    return { chart: heading[1], problems: below.slice(0, end).map((line) => line.slice(2)) };
  }
}
