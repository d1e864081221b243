import type { Referent } from './referent.ts';

/** Somebody or something that the spans read so far mean, and what is known of it by now. */
export interface Cluster {
  /** Indexes of its spans, in reading order. */
  members: number[];
  /** The character that this is known to be, or -1. */
  character: number;
  names: number;
  nouns: number;
  pronouns: number;
  female: number;
  male: number;
  neuter: number;
  singular: number;
  plural: number;
  labels: Map<string, number>;
  texts: Set<string>;
  heads: Set<string>;
  words: Set<string>;
  modifiers: Set<string>;
  titles: Set<string>;
  surnames: Set<string>;
  givenNames: Set<string>;
  lastSubject: number;
  /** The last turns of speech in which it says "I", is called "you", or is reported to speak. */
  says: number[];
  hears: number[];
  speaks: number[];
  tells: boolean;
  /** Its last span in the narration, its last subject there, and how many such spans the text had before them. */
  lastTold: number;
  lastToldSubject: number;
  toldBefore: number;
}

const REMEMBERED_TURNS = 6;

/** What the whole book says of a gender outweighs a slip of the linker. */
const KNOWN_GENDER = 3;

export function newCluster(character = -1, gender: 'FEMALE' | 'MALE' | 'UNKNOWN' = 'UNKNOWN'): Cluster {
  return {
    members: [],
    character,
    names: 0,
    nouns: 0,
    pronouns: 0,
    female: gender === 'FEMALE' ? KNOWN_GENDER : 0,
    male: gender === 'MALE' ? KNOWN_GENDER : 0,
    neuter: 0,
    singular: 0,
    plural: 0,
    labels: new Map(),
    texts: new Set(),
    heads: new Set(),
    words: new Set(),
    modifiers: new Set(),
    titles: new Set(),
    surnames: new Set(),
    givenNames: new Set(),
    lastSubject: -1,
    says: [],
    hears: [],
    speaks: [],
    tells: false,
    lastTold: -1,
    lastToldSubject: -1,
    toldBefore: 0,
  };
}

/**
 * Adds a span; `reported` is the turn of speech that a verb beside it says it speaks, or -1, and `told` says how many
 * spans of the narration came before.
 */
export function addMember(
  cluster: Cluster,
  index: number,
  referent: Referent,
  reported: number,
  told: number,
): void {
  const { kind, gender, number, label, person, turn, head, words } = referent;
  cluster.members.push(index);
  if (kind === 'NAME') cluster.names++;
  else if (kind === 'NOUN') cluster.nouns++;
  else cluster.pronouns++;
  if (gender === 'FEMALE') cluster.female++;
  else if (gender === 'MALE') cluster.male++;
  else if (gender === 'NEUTER') cluster.neuter++;
  if (number === 'SINGULAR') cluster.singular++;
  else if (number === 'PLURAL') cluster.plural++;
  if (label) cluster.labels.set(label, (cluster.labels.get(label) ?? 0) + 1);
  if (referent.role === 'SUBJECT') cluster.lastSubject = index;
  if (kind !== 'PRONOUN') {
    cluster.texts.add(referent.text);
    cluster.heads.add(head);
    for (const word of words) {
      cluster.words.add(word);
      if (word !== head) cluster.modifiers.add(word);
    }
    for (const title of referent.titles) cluster.titles.add(title);
    if (kind === 'NAME' && words.length > 1) {
      cluster.givenNames.add(words[0]!);
      cluster.surnames.add(words.at(-1)!);
    }
  }
  if (turn >= 0 && person === 1 && number === 'SINGULAR') remember(cluster.says, turn);
  if (turn >= 0 && (person === 2 || referent.isAddress)) remember(cluster.hears, turn);
  if (reported >= 0) remember(cluster.speaks, reported);
  if (turn < 0) {
    cluster.lastTold = index;
    cluster.toldBefore = told;
    if (referent.role === 'SUBJECT') cluster.lastToldSubject = index;
  }
  if (turn < 0 && person === 1 && number === 'SINGULAR') cluster.tells = true;
}

function remember(turns: number[], turn: number): void {
  if (turns.at(-1) === turn) return;
  turns.push(turn);
  if (turns.length > REMEMBERED_TURNS) turns.shift();
}
