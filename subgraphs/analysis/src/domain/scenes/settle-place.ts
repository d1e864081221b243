import type { PlaceKind } from '@visiobook/schema';
import type { KnownPlace } from '../lexicon/place-words.ts';
import { PLACE_NOUNS } from '../lexicon/place-words.ts';
import type { PlaceEvidence } from './place-evidence.ts';

export interface SettledPlace {
  /** UNKNOWN where any kind would be a guess. */
  kind: PlaceKind;
  /** The chance that the scene is there, by all that is said in it and around it. */
  confidence: number;
}

/** What stands between a scene and the one before. */
export interface Passage {
  opensChapter: boolean;
  /** Somebody goes or comes, or time leaps. */
  moves: boolean;
}

/** A house or an inn and their parts: where it is not clear which part, it is the whole. */
const HOME: ReadonlySet<PlaceKind> = new Set([
  'ROOM',
  'BEDROOM',
  'KITCHEN',
  'LIBRARY',
  'HALL',
  'STAIRS',
  'HOUSE',
  'INN',
]);

const INTERIORS: ReadonlySet<PlaceKind> = new Set([
  ...HOME,
  'SHOP',
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
/** Places so near to each other that words of one speak a little for the other. */
const KIN: readonly (readonly KnownPlace[])[] = [
  ['ROOM', 'BEDROOM', 'KITCHEN', 'LIBRARY', 'HALL', 'STAIRS', 'HOUSE', 'INN'],
  ['CARRIAGE', 'ROAD'],
  ['SHIP', 'SEA'],
  ['SHORE', 'SEA', 'ISLAND'],
  ['HARBOUR', 'SHIP', 'STREET'],
  ['STREET', 'CITY'],
  ['FOREST', 'FIELD'],
  ['FIELD', 'ROAD', 'VILLAGE'],
  ['RIVER', 'LAKE'],
  ['CAVE', 'UNDERGROUND'],
  ['GARDEN', 'PARK', 'HOUSE'],
  ['STATION', 'TRAIN'],
];
const KIN_SHARE = 0.3;

/** How many logits a point of evidence is worth, and how many points a place takes that no word here names. */
const WORTH = 1.1;
const ELSEWHERE = 0.6;
const MOST_EVIDENCE = 6;
/** How much less likely a place is that the scene does not name at all. */
const UNNAMED = 0.3;
/** Logits for a scene full of words of the inside, or of the outside, of houses. */
const SIDE = 1.5;
/** The part of the book's own mean that is taken off: a novel at sea has scenes that are not at sea. */
const BACKGROUND = 0.3;
/** The chance that a place stays from one scene to the next. */
const STAYS = 0.93;
const STAYS_IF_MOVED = 0.4;
const STAYS_OVER_CHAPTERS = 0.45;
const STAYS_NOWHERE = 0.1;
/** What remains of a place that the scene begins by leaving. */
const GONE = 0.15;
/** Of those who move, the share that comes to a place of one kind. */
const ENTERS = 0.06;
/** From this chance on a kind is told. */
const TOLD = 0.5;

const KINDS: readonly KnownPlace[] = [
  ...new Set([...PLACE_NOUNS.en.values()].flatMap((senses) => senses.map(({ value }) => value))),
];
const STATES = KINDS.length + 1;
/** The state of being where no kind is named. */
const NOWHERE = KINDS.length;
const KIN_OF: readonly (readonly KnownPlace[])[] = KINDS.map((kind) => [
  ...new Set(
    KIN.filter((group) => group.includes(kind)).flatMap((group) => group.filter((one) => one !== kind)),
  ),
]);

/**
 * The kind of place of each scene, by a hidden Markov model: what its own words say, and how likely one stays where one
 * was, or is already where one is told to be later.
 */
export function settlePlaces(
  evidence: readonly PlaceEvidence[],
  passages: readonly Passage[],
): SettledPlace[] {
  const usual = usualEvidence(evidence);
  const own = evidence.map((scene) => emission(scene, usual));
  const stays = evidence.map((scene, i) => stayChances(scene, passages[i]!));
  const forward: Float64Array[] = [];
  for (const [i, here] of own.entries()) {
    const before = forward[i - 1];
    const moved = before ? sum(before.map((chance, k) => chance * (1 - stays[i]![k]!))) : 1;
    const arrived = here.map((_, k) => (before ? before[k]! * stays[i]![k]! : 0) + moved * ENTERS);
    forward.push(normalised(here.map((value, k) => value * arrived[k]!)));
  }
  const settled: SettledPlace[] = [];
  let behind = new Float64Array(STATES).fill(1);
  for (let i = own.length - 1; i >= 0; i--) {
    const after = own[i + 1];
    if (after) {
      const stay = stays[i + 1]!;
      const told = after.map((value, k) => value * behind[k]!);
      const elsewhere = sum(told) * ENTERS;
      behind = normalised(told.map((value, k) => stay[k]! * value + (1 - stay[k]!) * elsewhere));
    }
    settled.push(choose(normalised(forward[i]!.map((value, k) => value * behind[k]!))));
  }
  return settled.reverse();
}

/** How likely a scene's words are in each state. */
function emission(
  { kinds, inside, outside }: PlaceEvidence,
  usual: ReadonlyMap<KnownPlace, number>,
): Float64Array {
  const indoors = (inside - outside) / (inside + outside + 2);
  const net = (kind: KnownPlace) => Math.max(0, (kinds.get(kind) ?? 0) - BACKGROUND * (usual.get(kind) ?? 0));
  const found = new Float64Array(STATES);
  for (const [k, kind] of KINDS.entries()) {
    const points = net(kind) + KIN_SHARE * Math.max(0, ...KIN_OF[k]!.map(net));
    const side = APART.has(kind) ? 0 : INTERIORS.has(kind) ? indoors : -indoors;
    found[k] = (points > 0 ? 1 : UNNAMED) * Math.exp(WORTH * Math.min(MOST_EVIDENCE, points) + SIDE * side);
  }
  found[NOWHERE] = Math.exp(WORTH * ELSEWHERE);
  return found;
}

/** For each state, the chance that whoever was there before is there still. */
function stayChances({ left }: PlaceEvidence, { opensChapter, moves }: Passage): number[] {
  const usual = opensChapter ? STAYS_OVER_CHAPTERS : moves ? STAYS_IF_MOVED : STAYS;
  return [...KINDS.map((kind) => usual * (left.has(kind) ? GONE : 1)), STAYS_NOWHERE];
}

function choose(chances: Float64Array): SettledPlace {
  let best = 0;
  let home = 0;
  for (const [k, kind] of KINDS.entries()) {
    if (chances[k]! > chances[best]!) best = k;
    if (HOME.has(kind)) home += chances[k]!;
  }
  if (chances[best]! >= TOLD) return { kind: KINDS[best]!, confidence: chances[best]! };
  if (home < TOLD) return { kind: 'UNKNOWN', confidence: 0 };
  const chanceOf = (kind: KnownPlace) => chances[KINDS.indexOf(kind)]!;
  return { kind: chanceOf('INN') > chanceOf('HOUSE') ? 'INN' : 'HOUSE', confidence: home };
}

function normalised(values: Float64Array): Float64Array<ArrayBuffer> {
  const all = sum(values);
  return new Float64Array(values.map((value) => value / all));
}

function sum(values: Float64Array): number {
  let all = 0;
  for (const value of values) all += value;
  return all;
}

function usualEvidence(evidence: readonly PlaceEvidence[]): ReadonlyMap<KnownPlace, number> {
  const usual = new Map<KnownPlace, number>();
  // A few scenes are their own background: there is nothing to stand out from.
  if (evidence.length < 6) return usual;
  for (const { kinds } of evidence)
    for (const [kind, weight] of kinds) usual.set(kind, (usual.get(kind) ?? 0) + weight / evidence.length);
  return usual;
}
