import type { ChartTemplate, Entry, Included, Item, Part } from './node';

/** What a named template gives where it is included; it reads nothing of the loops around that. */
export function includedParts<P extends Entry | Item>(
  { helper }: Included,
  template: ChartTemplate,
): readonly Part<P>[] {
  const found = [...template.labels, ...(template.blocks ?? [])].find(({ name }) => name === helper);
  return (found?.parts ?? []) as readonly Part<P>[];
}
