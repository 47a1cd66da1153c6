import { join } from 'node:path';
import { HelmError, runHelm } from '../helm/run-helm';
import { type RenderCasesInput, withParentChart } from './render-cases';

const HEADING = "values don't meet the specifications of the schema(s) in the following chart(s):\n";

/**
 * What the schema of a chart has against many values files, which Helm tells of all subcharts in one run: none for a
 * case that the schema takes. Gives the problems of each case, in the order of the cases.
 */
export async function schemaProblems(
  input: Pick<RenderCasesInput, 'helm' | 'chart' | 'files' | 'cases'>,
): Promise<string[][]> {
  return withParentChart(input, async (folder) => {
    const args = ['template', folder, '-f', join(folder, 'cases.yaml')];
    const result = await runHelm(input.helm, args);
    if (result.exitCode === 0) return input.cases.map(() => []);
    const [, told] = result.stderr.split(HEADING);
    if (told === undefined) throw new HelmError(args, result);
    // Helm 3 ends some problems without a new line.
    const [, ...parts] = told.split(new RegExp(`(${input.cases.map(({ alias }) => alias).join('|')}):\n`));
    const byAlias = new Map<string, string[]>();
    for (let at = 0; at < parts.length; at += 2) byAlias.set(parts[at] as string, lines(parts[at + 1] as string));
    return input.cases.map(({ alias }) => byAlias.get(alias) ?? []);
  });
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
