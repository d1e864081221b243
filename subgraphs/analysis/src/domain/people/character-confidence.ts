type Point = readonly [names: number, share: number];

/**
 * The share of found characters who are one person of the cast that readers listed, and nobody else's half, by how
 * often the text names them. Counted on 15 English novels, rounded.
 */
const SHARES: readonly Point[] = [
  [1, 0.15],
  [3, 0.24],
  [7, 0.41],
  [14, 0.51],
  [33, 0.75],
  [90, 0.88],
  [300, 0.93],
];
/** The same for all who have no name: "the stranger" is often somebody else of the cast. */
const NAMELESS = 0.4;
/** What speaks and acts too rarely for its uses is a place or a thing more often than not. */
const LIVELY = 0.75;
const DULL = 0.6;
/** The novels that were counted have about as many words; a tale names its people less often. */
const WORDS = 100_000;
const MOST_SCALE = 4;

/** The chance that a found character is one person of the story. */
export function characterConfidence(
  { names, isDescribed, liveliness }: { names: number; isDescribed: boolean; liveliness: number },
  words: number,
): number {
  if (isDescribed) return NAMELESS;
  const share = shareAt(names * Math.min(MOST_SCALE, Math.max(1, Math.sqrt(WORDS / words))));
  return liveliness < LIVELY ? share * DULL : share;
}

function shareAt(names: number): number {
  const next = SHARES.findIndex(([at]) => at > names);
  if (next === 0) return SHARES[0]![1];
  if (next < 0) return SHARES.at(-1)![1];
  const [[from, low], [to, high]] = [SHARES[next - 1]!, SHARES[next]!];
  return low + ((high - low) * Math.log(names / from)) / Math.log(to / from);
}
