import { join } from 'node:path';
import { HelmError, runHelm } from '../helm/run-helm';
import { type RenderCasesInput, withParentChart } from './render-cases';

/** What Helm 3 and Helm 4 log of a `fail` while they lint, where it does not end the run. */
const HELM_3_FAIL = /\[INFO\] Fail: (\n.*(?:\n {2}.*)*)/g;
const HELM_4_FAIL = /msg="funcMap fail" message=("(?:[^"\\]|\\.)*")/g;

const REFUSAL = /^\nThe values of (\S+) do not fit together:\n {2}/;

/**
 * The problems that a chart finds in many values files, in one run of `helm lint`, which logs every failure and goes on:
 * none for a case that the chart takes. Gives those of each case, in the order of the cases.
 */
export async function refusedCases(input: Omit<RenderCasesInput, 'release' | 'namespace'>): Promise<string[][]> {
  return withParentChart(input, async (folder) => {
    const args = ['lint', folder, '-f', join(folder, 'cases.yaml')];
    const result = await runHelm(input.helm, args);
    if (result.exitCode !== 0) throw new HelmError(args, result);
    const { stderr } = result;
    const messages = [
      ...[...stderr.matchAll(HELM_3_FAIL)].map(([, message]) => message),
      ...[...stderr.matchAll(HELM_4_FAIL)].map(([, quoted]) => unquoteGo(quoted)),
    ];
    const byAlias = new Map(
      messages.map((message) => [REFUSAL.exec(message)?.[1], message.replace(REFUSAL, '').split('\n  ')]),
    );
    return input.cases.map(({ alias }) => byAlias.get(alias) ?? []);
  });
}

/** A Go string constant as the text that it stands for. */
function unquoteGo(quoted: string): string {
  const json = quoted.replace(/\\(?:x(..)|U(.{8})|([av])|.)/g, (sequence, byte, rune, control) => {
    if (byte) return `\\u00${byte}`;
    if (rune) return String.fromCodePoint(Number.parseInt(rune, 16));
    return control ? { a: '\\u0007', v: '\\u000b' }[control as 'a' | 'v'] : sequence;
  });
  return JSON.parse(json) as string;
}
