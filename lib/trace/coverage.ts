import type { Profiler, Session } from 'node:inspector';
import { userFile } from '../definition/user-files';

/** How often the parts of a script ran, as V8 counted. */
export interface ScriptCoverage {
  readonly scriptId: string;
  readonly url: string;
  readonly functions: readonly {
    readonly functionName: string;
    readonly isBlockCoverage: boolean;
    readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
  }[];
}

/**
 * Counts how often each block of the user's code runs. V8 counts them itself, without any change to the code, in the
 * functions that run for the first time after this began; of others, it counts only the calls.
 */
export class Coverage {
  private readonly sources = new Map<string, string>();
  private isEnded = false;

  private constructor(private readonly session: Session) {}

  /** Begins to count; `undefined` where Node cannot. There must be nobody else who counts in this process. */
  static begin(): Coverage | undefined {
    let session: Session | undefined;
    try {
      // There are builds of Node without it.
      const inspector: typeof import('node:inspector') = require('node:inspector');
      session = new inspector.Session();
      session.connect();
      const coverage = new Coverage(session);
      coverage.ask('Profiler.enable');
      coverage.ask('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
      return coverage;
    } catch {
      session?.disconnect();
      return undefined;
    }
  }

  /** What ran since this began, or was last asked. */
  take(): ScriptCoverage[] {
    if (this.isEnded) return [];
    const { result } = this.ask<Profiler.TakePreciseCoverageReturnType>('Profiler.takePreciseCoverage');
    return result.filter(({ url }) => userFile(url) !== undefined);
  }

  /** Reads the sources of some scripts as V8 has them: compiled, if the files are TypeScript. */
  sourcesOf(scripts: readonly ScriptCoverage[]): ReadonlyMap<string, string> {
    const missing = [...new Set(scripts.map(({ scriptId }) => scriptId))].filter((id) => !this.sources.has(id));
    if (missing.length === 0 || this.isEnded) return this.sources;
    // It stays enabled: V8 forgets the blocks when it is disabled.
    this.ask('Debugger.enable');
    for (const scriptId of missing) {
      const { scriptSource } = this.ask<{ scriptSource: string }>('Debugger.getScriptSource', { scriptId });
      this.sources.set(scriptId, scriptSource);
    }
    return this.sources;
  }

  /** Stops counting. */
  end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.ask('Profiler.stopPreciseCoverage');
    this.session.disconnect();
  }

  /** Sessions inside of the process that they look at answer at once. */
  private ask<Answer>(method: string, parameters: object = {}): Answer {
    let outcome: { error: Error | null; answer?: object } | undefined;
    this.session.post(method, parameters, (error, answer) => {
      outcome = { error, answer };
    });
    if (!outcome || outcome.error) throw outcome?.error ?? new Error(`${method} was not answered`);
    return outcome.answer as Answer;
  }
}
