/** One numbered thing in reading order; `start` is where it stands in the text. */
export interface Numbered {
  readonly number: number;
}

/**
 * Keeps the items whose numbers count upwards from one, several times over when a book restarts them,
 * and leaves out strays: a year, a street number, the pronoun `I`. Returns indices in order.
 */
export function countingRun(items: readonly Numbered[]): number[] {
  const best: number[] = [];
  const from: number[] = [];
  items.forEach((item, i) => {
    best[i] = item.number === 1 ? 1 : item.number === 2 ? 0 : -2;
    from[i] = -1;
    // Strays are rare, so the predecessor is near: the window keeps long books linear.
    for (let j = Math.max(0, i - 60); j < i; j += 1) {
      const gain = step(items[j]?.number ?? 0, item.number);
      const score = (best[j] ?? 0) + gain;
      if (gain > -3 && score > (best[i] ?? 0)) {
        best[i] = score;
        from[i] = j;
      }
    }
  });
  let last = -1;
  best.forEach((score, i) => {
    if (score > 0 && (last < 0 || score >= (best[last] ?? 0))) last = i;
  });
  const chain: number[] = [];
  for (let i = last; i >= 0; i = from[i] ?? -1) chain.unshift(i);
  return withMisprints(items, dropLoneRestarts(items, chain));
}

function step(before: number, after: number): number {
  if (after === before + 1) return 1;
  if (after === 1 && before > 1) return 0.4;
  if (after === before + 2) return 0.3;
  if (after > before && after - before <= 4) return -0.5;
  return -9;
}

/** A one that no two follows is a stray, unless it is all there is. */
function dropLoneRestarts(items: readonly Numbered[], chain: readonly number[]): number[] {
  const number = (i: number | undefined) => (i === undefined ? undefined : items[i]?.number);
  return chain.filter(
    (item, k) => number(item) !== 1 || chain.length === 1 || (number(chain[k + 1]) ?? 1) > 1,
  );
}

/** `I, II, III, VI, V`: a number between its neighbours that is only misprinted counts. */
function withMisprints(items: readonly Numbered[], chain: readonly number[]): number[] {
  const kept: number[] = [];
  chain.forEach((item, k) => {
    kept.push(item);
    const next = chain[k + 1];
    const gap = next === undefined ? 0 : (items[next]?.number ?? 0) - (items[item]?.number ?? 0);
    if (next !== undefined && gap === 2 && next - item === 2) kept.push(item + 1);
  });
  return kept;
}
