import type { Mention } from '../ports.ts';

/** Index of the first mention that begins at or behind a token. */
export function lowerBound(mentions: readonly Mention[], token: number): number {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mentions[middle]!.firstToken < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The mention that a token belongs to. */
export function mentionAt(mentions: readonly Mention[], token: number): Mention | null {
  const at = lowerBound(mentions, token);
  if (mentions[at]?.firstToken === token) return mentions[at]!;
  const before = mentions[at - 1];
  return before && before.firstToken < token && before.endToken > token ? before : null;
}
