import { NO_HINT } from './speaker-confidence.ts';
import type { Turn, TurnEvidence } from './turn-evidence.ts';

const MOST = 9;
/** One candidate for a turn, with the best way to it for each candidate of the turn before. */
interface Path {
  score: number;
  from: number;
}

/**
 * Chooses the speakers of all turns together: people take turns, so whoever spoke last rarely goes on in a new
 * paragraph, and whoever spoke before them often does. The best sequence is found over pairs of neighbours.
 */
export function speakersInTurn(turns: readonly Turn[], evidence: readonly TurnEvidence[]): (number | null)[] {
  const speakers: (number | null)[] = turns.map(() => null);
  let first = 0;
  for (let t = 1; t <= turns.length; t++) {
    if (t < turns.length && gapBefore(turns, t) <= 12) continue;
    decode(turns, evidence, first, t, speakers);
    first = t;
  }
  return speakers;
}

function gapBefore(turns: readonly Turn[], t: number): number {
  return turns[t]!.firstParagraph - turns[t - 1]!.lastParagraph;
}

function decode(
  turns: readonly Turn[],
  evidence: readonly TurnEvidence[],
  first: number,
  end: number,
  speakers: (number | null)[],
): void {
  const candidates: number[][] = [];
  for (let t = first; t < end; t++) candidates.push(candidatesOf(evidence, first, t, end));
  if (candidates.some(({ length }) => length === 0)) {
    for (let t = first; t < end; t++) speakers[t] = best(evidence[t]!.scores);
    return;
  }
  const emit = (t: number, who: number) => evidence[t]!.scores.get(who) ?? NO_HINT;
  // paths[t - first][previous][current]
  const paths: Path[][][] = [[candidates[0]!.map((who) => ({ score: emit(first, who), from: -1 }))]];
  for (let t = first + 1; t < end; t++) {
    const n = t - first;
    const before = paths[n - 1]!;
    const earlier = n >= 2 ? candidates[n - 2]! : [-1];
    const gap = gapBefore(turns, t);
    const rows = candidates[n - 1]!.map((previous, p) =>
      candidates[n]!.map<Path>((current) => {
        const here = emit(t, current) + (current === previous ? again(gap) : 0);
        let path: Path = { score: Number.NEGATIVE_INFINITY, from: -1 };
        for (const [e, ago] of earlier.entries()) {
          const score =
            before[e]![p]!.score + here + (ago === current && current !== previous ? back(gap) : 0);
          if (score > path.score) path = { score, from: e };
        }
        return path;
      }),
    );
    paths.push(rows);
  }
  trace(paths, candidates, first, speakers);
}

/** What it costs that the same person goes on after so many paragraphs. */
function again(gap: number): number {
  return gap <= 0 ? 2 : gap === 1 ? -2.6 : gap === 2 ? -0.6 : 0;
}

/** What speaks for the person who spoke the turn before the last. */
function back(gap: number): number {
  return gap <= 1 ? 1.5 : gap <= 2 ? 1 : 0.4;
}

function trace(
  paths: readonly Path[][][],
  candidates: readonly number[][],
  first: number,
  speakers: (number | null)[],
): void {
  let n = paths.length - 1;
  let [previous, current] = [0, 0];
  let most = Number.NEGATIVE_INFINITY;
  for (const [p, row] of paths[n]!.entries())
    for (const [c, { score }] of row.entries()) if (score > most) [most, previous, current] = [score, p, c];
  for (; n >= 0; n--) {
    speakers[first + n] = candidates[n]![current]!;
    if (n === 0) return;
    const { from } = paths[n]![previous]![current]!;
    [current, previous] = [previous, Math.max(0, from)];
  }
}

/** Who may speak a turn: those with hints of their own, and the likeliest speakers of the turns beside it. */
function candidatesOf(evidence: readonly TurnEvidence[], first: number, t: number, end: number): number[] {
  const scores = new Map(evidence[t]!.scores);
  for (let near = Math.max(first, t - 3); near < Math.min(end, t + 4); near++) {
    if (near === t) continue;
    const who = best(evidence[near]!.scores);
    if (who !== null && !scores.has(who)) scores.set(who, NO_HINT);
  }
  return [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST)
    .map(([who]) => who);
}

function best(scores: ReadonlyMap<number, number>): number | null {
  let found: number | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const [who, score] of scores) if (score > most) [found, most] = [who, score];
  return found;
}
