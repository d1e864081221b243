/** The words of a text block, as a set. */
export function words(block: string): ReadonlySet<string> {
  return new Set(block.split(/\s+/).filter(Boolean));
}
