import type { BookText } from '../../text/book-text.ts';
import { type Cluster, newCluster } from './cluster.ts';
import type { Referent } from './referent.ts';

/** The features of this version; weights are of one version only. */
export const LINK_FEATURES = 'links-1';

/** A cluster that a span may belong to, with its place among all that are in reach. */
export interface Candidate {
  cluster: Cluster;
  /** How many clusters were meant since. */
  rank: number;
  /** How many of these agree with the span in gender, number and kind. */
  agreeingRank: number;
}

export interface LinkContext {
  book: BookText;
  referents: readonly Referent[];
  /** The turn of speech that a verb beside each span says it speaks, or -1. */
  reported: Int32Array;
  /** How many spans of the narration come before each span. */
  told: Int32Array;
}

const MENTION_STEPS = [1, 2, 4, 8, 16, 32, 64];
const SENTENCE_STEPS = [0, 1, 2, 3, 6, 12];
const RANK_STEPS = [0, 1, 2, 4, 8];
const TOLD_STEPS = [1, 2, 3, 4, 6, 10, 20];
const AGREEING_STEPS = [0, 1, 2, 4];
const LABELS = ['PER', 'LOC', 'FAC', 'GPE', 'VEH', 'ORG', 'TIME'] as const;
const KINDS = ['NAME', 'NOUN', 'PRONOUN'] as const;
const ROLES = ['SUBJECT', 'OBJECT', 'POSSESSIVE', 'REFLEXIVE', 'RELATIVE'] as const;
const DETERMINERS = ['NONE', 'DEFINITE', 'INDEFINITE', 'POSSESSIVE', 'DEMONSTRATIVE'] as const;
const GENDERS = ['FEMALE', 'MALE', 'NEUTER', 'UNKNOWN'] as const;
const COPULAS = new Set([
  'is',
  'was',
  'be',
  'am',
  'are',
  'were',
  'est',
  'était',
  'fut',
  'suis',
  'es',
  'sont',
  'became',
  'devint',
]);
const LATELY = 40;

/** Writes features one after another; the names say what each means, for cards and ablations. */
class Row {
  at = 0;
  readonly values: Float32Array;
  readonly names: string[] | null;
  constructor(values: Float32Array, names: string[] | null) {
    this.values = values;
    this.names = names;
  }
  put(name: string, value: number | boolean): void {
    if (this.names) this.names[this.at] = name;
    this.values[this.at++] = Number(value);
  }
  oneOf<T>(name: string, options: readonly T[], value: T): void {
    for (const option of options) this.put(`${name}:${option}`, option === value);
  }
  bucket(name: string, steps: readonly number[], value: number): void {
    let found = false;
    for (const step of steps) {
      const here: boolean = !found && value <= step;
      found ||= here;
      this.put(`${name}<=${step}`, here);
    }
    this.put(`${name}:far`, !found);
  }
}

/** The names of all features, in their order. */
export function linkFeatureNames(context: LinkContext, index: number): string[] {
  const names: string[] = [];
  const row = new Row(new Float32Array(400), names);
  writeSpan(row, context, index, 0);
  writePair(row, context, index, null);
  return names;
}

/** Writes what speaks for and against span `index` being a member; without a candidate, of being someone new. */
export function writeLinkFeatures(
  context: LinkContext,
  index: number,
  candidate: Candidate | null,
  agreeing: number,
  into: Float32Array,
): void {
  const row = new Row(into, null);
  writeSpan(row, context, index, agreeing);
  writePair(row, context, index, candidate);
}

function writeSpan(row: Row, { book, referents }: LinkContext, index: number, agreeing: number): void {
  const m = referents[index]!;
  const before = book.tokens[m.firstToken - 1];
  row.put('french', book.language === 'fr');
  row.oneOf('kind', KINDS, m.kind);
  row.oneOf('role', ROLES, m.role);
  row.oneOf('determiner', DETERMINERS, m.determiner);
  row.oneOf('gender', GENDERS, m.gender);
  row.put('plural', m.number === 'PLURAL');
  row.put('number unknown', m.number === 'UNKNOWN');
  for (const person of [1, 2, 3]) row.put(`person:${person}`, m.person === person);
  row.put('no label', m.label === null);
  row.oneOf('label', LABELS, m.label);
  row.put('in speech', m.turn >= 0);
  row.put('address', m.isAddress);
  row.put('nested', m.parent >= 0);
  row.put('long', Math.min(1, (m.endToken - m.firstToken) / 8));
  row.put('opens', book.tokens[m.firstToken]!.opens);
  row.put('behind a mark', before === undefined || before.kind === 'mark');
  row.put('early', 1 / (1 + index / 10));
  row.put('none agrees', agreeing === 0);
  row.put('it', m.head === 'it' || m.head === 'its');
}

function writePair(
  row: Row,
  { book, referents, reported, told }: LinkContext,
  index: number,
  candidate: Candidate | null,
): void {
  const m = referents[index]!;
  row.put('new', candidate === null);
  const c = candidate?.cluster ?? NOBODY;
  const lastIndex = c.members.at(-1) ?? -1;
  const last = referents[lastIndex] ?? m;
  const pronoun = m.kind === 'PRONOUN';
  const is = (condition: boolean) => candidate !== null && condition;

  row.bucket('spans since', MENTION_STEPS, candidate ? index - lastIndex : 1e9);
  row.bucket('sentences since', SENTENCE_STEPS, candidate ? m.sentence - last.sentence : 1e9);
  row.bucket('rank', RANK_STEPS, candidate?.rank ?? 1e9);
  row.bucket('agreeing rank', AGREEING_STEPS, candidate?.agreeingRank ?? 1e9);
  row.put('members', Math.log1p(c.members.length) / 4);
  row.put('lately', is(true) ? lately(c.members, index) / 10 : 0);
  row.put('named', c.names > 0);
  row.put('described', c.nouns > 0);
  row.put('only pronouns', is(c.names + c.nouns === 0));
  row.put('single', c.members.length === 1);
  for (const kind of KINDS) row.put(`last:${kind}`, is(last.kind === kind));
  for (const role of ROLES) row.put(`last:${role}`, is(last.role === role));
  row.put('last subject', is(c.lastSubject === lastIndex));
  row.put(
    'subject since',
    is(c.lastSubject >= 0) ? 1 / (1 + m.sentence - referents[c.lastSubject]!.sentence) : 0,
  );
  row.put('both subjects', is(m.role === 'SUBJECT' && last.role === 'SUBJECT'));
  row.put('last in speech', is(last.turn >= 0));
  row.put('last same form', is(pronoun && last.kind === 'PRONOUN' && last.head === m.head));
  row.put('last same person', is(pronoun && last.kind === 'PRONOUN' && last.person === m.person));
  row.put('last one of both in speech', is(last.turn >= 0 !== m.turn >= 0));

  const opposite = m.gender === 'FEMALE' ? c.male : m.gender === 'MALE' ? c.female : 0;
  const same = m.gender === 'FEMALE' ? c.female : m.gender === 'MALE' ? c.male : 0;
  row.put('same gender', is(same > 0 && same >= opposite));
  row.put('other gender', is(opposite > same));
  row.put('gender open', is(c.female + c.male === 0));
  row.put('neuter and person', is(m.gender === 'NEUTER' && c.female + c.male > 0));
  row.put('person and neuter', is((m.gender === 'FEMALE' || m.gender === 'MALE') && c.neuter > 0));
  row.put(
    'same number',
    is(m.number === 'PLURAL' ? c.plural > 0 : m.number === 'SINGULAR' && c.singular > 0),
  );
  row.put(
    'other number',
    is(m.number === 'PLURAL' ? c.singular > c.plural : m.number === 'SINGULAR' && c.plural > c.singular),
  );
  const labelled = [...c.labels.values()].reduce((sum, count) => sum + count, 0);
  const alike = m.label ? (c.labels.get(m.label) ?? 0) : 0;
  row.put('same label', is(alike > 0));
  row.put('other label', is(m.label !== null && labelled > 0 && alike === 0));
  row.put('person', is((c.labels.get('PER') ?? 0) > 0));
  row.put('thing', is(labelled > 0 && !c.labels.has('PER')));

  writeWords(row, m, c, is);
  writeSpeech(row, m, c, last, is);
  writeReport(row, reported[index]!, c, is);
  writeTold(row, referents, told, index, c, is);
  writeSyntax(row, book, referents, index, lastIndex, is);
}

type Is = (condition: boolean) => boolean;

function writeWords(row: Row, m: Referent, c: Cluster, is: Is): void {
  const phrase = m.kind !== 'PRONOUN';
  const name = m.kind === 'NAME';
  let shared = 0;
  for (const word of m.words) if (c.words.has(word)) shared++;
  const surname = m.words.at(-1) ?? '';
  const given = m.words[0] ?? '';
  const full = name && m.words.length > 1;
  row.put('same text', is(phrase && c.texts.has(m.text)));
  row.put('same head', is(phrase && c.heads.has(m.head)));
  row.put('head is a word', is(phrase && c.words.has(m.head)));
  row.put('all words known', is(phrase && shared === m.words.length));
  row.put('some words known', is(phrase && shared > 0));
  row.put('name known', is(name && c.names > 0 && shared > 0));
  row.put('name unknown', is(name && c.names > 0 && shared === 0));
  row.put('name of a description', is(name && c.names === 0 && c.nouns > 0));
  row.put('description of a name', is(m.kind === 'NOUN' && c.names > 0));
  row.put('other head', is(m.kind === 'NOUN' && c.nouns > 0 && !c.heads.has(m.head)));
  row.put('head is a title', is(m.kind === 'NOUN' && c.titles.has(m.head)));
  row.put('other given name', is(full && c.givenNames.size > 0 && !c.givenNames.has(given)));
  row.put('other surname', is(full && c.surnames.size > 0 && !c.surnames.has(surname)));
  row.put('surname', is(name && m.words.length === 1 && c.surnames.has(surname)));
  row.put('given name', is(name && m.words.length === 1 && c.givenNames.has(given)));
  row.put(
    'other title',
    is(name && m.titles.length > 0 && c.titles.size > 0 && !m.titles.some((title) => c.titles.has(title))),
  );
  row.put(
    'other modifier',
    is(
      m.kind === 'NOUN' &&
        c.heads.has(m.head) &&
        m.words.some((word) => word !== m.head && !c.words.has(word)) &&
        c.modifiers.size > 0,
    ),
  );
  row.put('definite, same head', is(m.determiner === 'DEFINITE' && c.heads.has(m.head)));
  row.put('indefinite, same head', is(m.determiner === 'INDEFINITE' && c.heads.has(m.head)));
  row.put('owned, same head', is(m.determiner === 'POSSESSIVE' && c.heads.has(m.head)));
  row.put('same text described', is(m.kind === 'NOUN' && c.texts.has(m.text)));
  row.put('same text named', is(name && c.texts.has(m.text)));
}

function writeSpeech(row: Row, m: Referent, c: Cluster, last: Referent, is: Is): void {
  const { turn } = m;
  const spoken = turn >= 0;
  const i = m.person === 1 && m.number === 'SINGULAR';
  const you = m.person === 2 || m.isAddress;
  const third = spoken && !i && !you && m.person !== 1;
  const speaker = c.says.includes(turn) || c.speaks.includes(turn);
  const hearer = c.hears.includes(turn);
  const spokeBefore = c.says.includes(turn - 1) || c.speaks.includes(turn - 1);
  const heardBefore = c.hears.includes(turn - 1);
  const spokeEarlier = c.says.includes(turn - 2) || c.speaks.includes(turn - 2);
  row.put('I, speaker', is(spoken && i && speaker));
  row.put('I, says I here', is(spoken && i && c.says.includes(turn)));
  row.put('I, reported', is(spoken && i && c.speaks.includes(turn)));
  row.put('I, hearer', is(spoken && i && hearer));
  row.put('I, spoke before', is(spoken && i && spokeBefore));
  row.put('I, heard before', is(spoken && i && heardBefore));
  row.put('I, spoke two turns ago', is(spoken && i && spokeEarlier));
  row.put('I, never spoke', is(spoken && i && c.says.length + c.speaks.length === 0));
  row.put('you, speaker', is(spoken && you && speaker));
  row.put('you, hearer', is(spoken && you && hearer));
  row.put('you, spoke before', is(spoken && you && spokeBefore));
  row.put('you, heard before', is(spoken && you && heardBefore));
  row.put('you, heard two turns ago', is(spoken && you && c.hears.includes(turn - 2)));
  row.put('third, speaker', is(third && speaker));
  row.put('third, hearer', is(third && hearer));
  row.put('told I, tells', is(!spoken && i && c.tells));
  row.put('told I, never tells', is(!spoken && i && !c.tells));
  row.put('told third, tells', is(!spoken && !i && c.tells));
  row.put('spoken I, tells', is(spoken && i && c.tells));
  row.put('told third, just spoke', is(!spoken && !i && last.turn >= 0 && last.person === 1));
  row.put('told third, just heard', is(!spoken && !i && last.turn >= 0 && last.person === 2));
  row.put(
    'told third, last third in speech',
    is(!spoken && !i && last.turn >= 0 && last.person !== 1 && last.person !== 2),
  );
  row.put('same turn', is(spoken && last.turn === turn));
}

/** The span speaks a turn, as a verb beside it says: whoever spoke the turn before is not likely to speak again. */
function writeReport(row: Row, turn: number, c: Cluster, is: Is): void {
  const reports = turn >= 0;
  const spoke = (which: number) => c.says.includes(which) || c.speaks.includes(which);
  row.put('reports', reports);
  row.put('reports, says I here', is(reports && c.says.includes(turn)));
  row.put('reports, reported here', is(reports && c.speaks.includes(turn)));
  row.put('reports, hears here', is(reports && c.hears.includes(turn)));
  row.put('reports, spoke before', is(reports && spoke(turn - 1)));
  row.put('reports, heard before', is(reports && c.hears.includes(turn - 1)));
  row.put('reports, spoke two turns ago', is(reports && spoke(turn - 2)));
  row.put('reports, never spoke', is(reports && c.says.length + c.speaks.length === 0));
}

/** Where the narration last spoke of it, whatever was said in between. */
function writeTold(
  row: Row,
  referents: readonly Referent[],
  told: Int32Array,
  index: number,
  c: Cluster,
  is: Is,
): void {
  const m = referents[index]!;
  const here = is(m.turn < 0 && c.lastTold >= 0);
  const last = referents[c.lastTold] ?? m;
  row.bucket('told since', TOLD_STEPS, here ? told[index]! - c.toldBefore : 1e9);
  row.put('told, never', is(m.turn < 0 && c.lastTold < 0));
  row.put('told, same paragraph', here && last.paragraph === m.paragraph);
  row.put('told, paragraph before', here && m.paragraph - last.paragraph === 1);
  row.put('told, last subject', here && last.role === 'SUBJECT');
  row.put('told, last named', here && last.kind === 'NAME');
  row.put(
    'told, subject since',
    is(m.turn < 0 && c.lastToldSubject >= 0)
      ? 1 / (1 + m.sentence - referents[c.lastToldSubject]!.sentence)
      : 0,
  );
  row.put('told, subjects', here && m.role === 'SUBJECT' && last.role === 'SUBJECT');
}

function writeSyntax(
  row: Row,
  book: BookText,
  referents: readonly Referent[],
  index: number,
  lastIndex: number,
  is: Is,
): void {
  const m = referents[index]!;
  const last = referents[lastIndex] ?? m;
  const { tokens } = book;
  const sameSentence = last.sentence === m.sentence;
  const between = m.firstToken - last.endToken;
  const gap = between === 1 ? tokens[last.endToken]!.lower : '';
  const bound = m.role === 'POSSESSIVE' || m.role === 'REFLEXIVE';
  let marks = 0;
  if (sameSentence && between > 0 && between < 60)
    for (let i = last.endToken; i < m.firstToken; i++) if (tokens[i]!.kind === 'mark') marks++;
  row.put('bound, subject in the sentence', is(bound && sameSentence && last.role === 'SUBJECT'));
  row.put('bound, same clause', is(bound && sameSentence && marks === 0));
  row.put(
    'object, subject of the clause',
    is(m.kind === 'PRONOUN' && m.role === 'OBJECT' && sameSentence && marks === 0 && last.role === 'SUBJECT'),
  );
  row.put('subject, object before', is(m.role === 'SUBJECT' && sameSentence && last.role === 'OBJECT'));
  row.put('inside', is(index !== lastIndex && m.firstToken < last.endToken));
  row.put('inside, possessive', is(index !== lastIndex && m.firstToken < last.endToken && bound));
  row.put('apposition', is(gap === ',' && m.kind !== 'PRONOUN' && last.kind !== 'PRONOUN'));
  row.put('joined by and', is(gap === 'and' || gap === 'et' || gap === 'or' || gap === 'ou'));
  row.put('adjacent', is(between === 0));
  row.put(
    'copula',
    is(between > 0 && between <= 2 && m.kind !== 'PRONOUN' && COPULAS.has(tokens[last.endToken]!.lower)),
  );
  row.put('relative', is(m.role === 'RELATIVE' && between >= 0 && between <= 1));
  row.put('marks between', Math.min(1, marks / 5));
  row.put('tokens between', is(between >= 0) ? 1 / (1 + between / 10) : 0);
}

function lately(members: readonly number[], index: number): number {
  let count = 0;
  for (let i = members.length - 1; i >= 0 && index - members[i]! <= LATELY; i--) count++;
  return count;
}

const NOBODY = newCluster();
