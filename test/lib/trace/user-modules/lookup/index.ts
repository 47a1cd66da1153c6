import { tierOf } from '../tiers';

export const PREFIX = 'special-';

/** Modules may import each other. */
export const tierOfFast = () => tierOf('fast');
