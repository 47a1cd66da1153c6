import { PREFIX } from './lookup';
import type { Size } from './sizes';

// Comments don't count: 'commented'.
export const TIERS: Readonly<Record<string, string>> = { fast: 'gold', 'very slow': 'iron' };
const NOBODY_USES_THIS = { unused: 'unused text' };

export function tierOf(mode: string): string {
  return TIERS[mode] ?? 'none';
}

export function isSpecial(mode: string): boolean {
  return mode.startsWith(PREFIX);
}

export const portOf = (host: string): string | undefined => /^[a-z]+:(\d+)$/.exec(host)?.[1];

export function refuseForbidden(mode: string): string {
  if (mode === 'forbidden') throw new Error('this mode is not allowed');
  return mode;
}

export class Notice {
  static readonly unused = NOBODY_USES_THIS;
  constructor(readonly size: Size) {}
}
