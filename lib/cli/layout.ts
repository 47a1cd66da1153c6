import type { Style } from './terminal';

/** How a text is laid out. */
export interface Layout {
  /** How many characters a line may have. */
  readonly width: number;
  readonly paint: (style: Style, text: string) => string;
}
