import { z } from 'zod';
import { textOfForm } from './text-form';

const PERCENTAGE = /^(100|[1-9]?[0-9])%$/;

/** Pods, as a number or a percentage of the wanted ones. */
export const podCount = () =>
  z.union([z.int().min(0), textOfForm(PERCENTAGE, 'a number of pods, or a percentage such as "50%"')]);
