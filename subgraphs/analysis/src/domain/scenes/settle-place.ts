import type { PlaceKind } from '@visiobook/schema';
import type { KnownPlace } from '../lexicon/place-words.ts';
import type { PlaceEvidence } from './place-evidence.ts';

export interface SettledPlace {
  kind: PlaceKind;
  /** What speaks for it, carried evidence included; 0 for a guess. */
  strength: number;
  /** Whether this scene's own words say so. */
  said: boolean;
}

const INTERIORS: ReadonlySet<PlaceKind> = new Set([
  'ROOM',
  'BEDROOM',
  'KITCHEN',
  'LIBRARY',
  'HALL',
  'STAIRS',
  'HOUSE',
  'SHOP',
  'INN',
  'SCHOOL',
  'CHURCH',
  'COURT',
  'PRISON',
  'HOSPITAL',
  'THEATRE',
  'LABORATORY',
  'FACTORY',
  'STATION',
]);
/** Neither in a house nor under the sky: words of either side say nothing about them. */
const APART: ReadonlySet<PlaceKind> = new Set([
  'SHIP',
  'TRAIN',
  'CARRIAGE',
  'UNDERGROUND',
  'CAVE',
  'CASTLE',
  'UNDERWATER',
]);
/** Evidence from which a kind is said, and from which it is better than nothing. */
const SAID = 1.7;
const FAINT = 0.7;
const MOST_CARRIED = 2.6;
/** What remains of a place that the scene begins by leaving. */
const GONE = 0.15;
/** The part of the book's own mean that is taken off: a novel at sea has scenes that are not at sea. */
const BACKGROUND = 0.3;

/** The kind of place of each scene: its own words, and the place of the scene before as far as it still holds. */
export function settlePlaces(
  evidence: readonly PlaceEvidence[],
  opensChapter: readonly boolean[],
): SettledPlace[] {
  const usual = usualEvidence(evidence);
  const settled: SettledPlace[] = [];
  for (const [i, scene] of evidence.entries())
    settled.push(settle(scene, usual, settled.at(-1), opensChapter[i] ?? false));
  // A place may be told only after the talk has begun.
  for (let i = settled.length - 2; i >= 0; i--) {
    const after = settled[i + 1]!;
    if (settled[i]!.kind === 'UNKNOWN' && !opensChapter[i + 1] && after.strength > 0)
      settled[i] = { kind: after.kind, strength: after.strength / 2, said: false };
  }
  return settled;
}

function settle(
  { kinds, inside, outside, left }: PlaceEvidence,
  usual: ReadonlyMap<PlaceKind, number>,
  before: SettledPlace | undefined,
  opensChapter: boolean,
): SettledPlace {
  const indoors = (inside - outside) / (inside + outside + 2);
  const fits = (kind: PlaceKind) =>
    APART.has(kind) ? 1 : 1 + 0.5 * (INTERIORS.has(kind) ? indoors : -indoors);
  const scores = new Map<PlaceKind, { own: number; all: number }>();
  for (const [kind, weight] of kinds) {
    const own = Math.max(0, weight - BACKGROUND * (usual.get(kind) ?? 0)) * fits(kind);
    scores.set(kind, { own, all: own });
  }
  if (before && before.kind !== 'UNKNOWN') {
    const stays = left.has(before.kind) ? GONE : 1;
    const holds = stays * (opensChapter ? 0.25 : 0.65) * fits(before.kind) ** 2;
    const own = scores.get(before.kind)?.own ?? 0;
    scores.set(before.kind, { own, all: own + Math.min(MOST_CARRIED, before.strength) * holds });
  }
  let best: { kind: PlaceKind; own: number; all: number } | undefined;
  for (const [kind, score] of scores) if (!best || score.all > best.all) best = { kind, ...score };
  if (best && best.all >= FAINT) return { kind: best.kind, strength: best.all, said: best.own >= SAID };
  return { kind: neutral(kinds, inside, outside), strength: 0, said: false };
}

/** Without a word of place, chairs and doors still tell a room, and grass and trees the open. */
function neutral(kinds: ReadonlyMap<KnownPlace, number>, inside: number, outside: number): PlaceKind {
  if (inside < 1.5 && outside < 1.5) return 'UNKNOWN';
  const isIn = inside > outside;
  let best: PlaceKind = isIn ? 'ROOM' : 'FIELD';
  let most = 0.4;
  for (const [kind, weight] of kinds)
    if (weight > most && !APART.has(kind) && INTERIORS.has(kind) === isIn) {
      best = kind;
      most = weight;
    }
  return best;
}

function usualEvidence(evidence: readonly PlaceEvidence[]): ReadonlyMap<KnownPlace, number> {
  const usual = new Map<KnownPlace, number>();
  // A few scenes are their own background: there is nothing to stand out from.
  if (evidence.length < 6) return usual;
  for (const { kinds } of evidence)
    for (const [kind, weight] of kinds) usual.set(kind, (usual.get(kind) ?? 0) + weight / evidence.length);
  return usual;
}
