/** The words of a text block, as a set. */
export function words(block: string): ReadonlySet<string> {
  return new Set(block.split(/\s+/).filter(Boolean));
}

/** A block of lines `KEY: word word …` as a map from word to key. A later line wins. */
export function wordsByKey<K extends string>(blocks: Readonly<Record<K, string>>): ReadonlyMap<string, K> {
  const map = new Map<string, K>();
  for (const key of Object.keys(blocks) as K[]) for (const word of words(blocks[key])) map.set(word, key);
  return map;
}
