import { joinWords } from '../values/expectation';
import { readCode } from './code';
import { isDefinedEnvironment } from './define-environment';
import type { ReadResult } from './located';

/**
 * Reads an environment that a JavaScript or TypeScript module exports: as default, as the only export made by
 * `defineEnvironment`, or as `module.exports`.
 *
 * @param file absolute path
 * @param displayed the path as messages show it
 */
export function readModule(environment: string, file: string, displayed: string): ReadResult {
  let exported: unknown;
  try {
    exported = require(file);
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error)
      .trim()
      .split('\n');
    const isUncompiled = file.endsWith('.ts') && (error as Error | null)?.name === 'SyntaxError';
    const advice = isUncompiled ? '; TypeScript needs a loader in the process, such as node -r ts-node/register' : '';
    return failed(environment, 'module', `${displayed} cannot be loaded: ${reason}${advice}`);
  }
  const candidates = environmentsIn(exported);
  if (candidates.length === 1) return readCode(environment, candidates[0]?.[1]);
  const found =
    candidates.length === 0
      ? 'none'
      : joinWords(
          candidates.map(([name]) => name),
          'and',
        );
  const message = `${displayed} must export one environment, found ${found}; write export default defineEnvironment({ … })`;
  return failed(environment, 'exports', message);
}

function environmentsIn(exported: unknown): [string, unknown][] {
  if (isDefinedEnvironment(exported)) return [['module.exports', exported]];
  if (typeof exported !== 'object' || exported === null) return [];
  if ('default' in exported) return [['default', exported.default]];
  return Object.entries(exported).filter(([, value]) => isDefinedEnvironment(value));
}

function failed(environment: string, code: string, message: string): ReadResult {
  return { problems: [{ code: `environment/${code}`, message, environment }] };
}
