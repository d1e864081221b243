/** A span that may be one, within its sentence. */
export interface ScoredSpan {
  first: number;
  end: number;
  label: number;
  score: number;
}

/**
 * Takes spans by their scores, best first, and drops those that cross one already taken: overlap without being inside
 * each other. The same tokens are taken once. In reading order, the outer before those inside it.
 */
export function decodeSpans<T extends ScoredSpan>(spans: readonly T[]): T[] {
  const taken: T[] = [];
  for (const span of [...spans].sort((a, b) => b.score - a.score))
    if (!taken.some((other) => excludes(other, span))) taken.push(span);
  return taken.sort((a, b) => a.first - b.first || b.end - a.end);
}

function excludes(a: ScoredSpan, b: ScoredSpan): boolean {
  if (a.first === b.first) return a.end === b.end;
  if (a.end === b.end) return false;
  return a.first < b.first ? b.first < a.end && a.end < b.end : a.first < b.end && b.end < a.end;
}
