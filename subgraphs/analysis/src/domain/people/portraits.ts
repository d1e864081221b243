import type { AnalysedPortrait } from '../book-analysis.ts';
import { TRAITS } from '../lexicon/looks-words.ts';
import { TITLES } from '../lexicon/titles.ts';
import { words } from '../lexicon/word-list.ts';
import type { CharacterDraft, Mention } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import {
  type AgeSigns,
  addAgeSigns,
  addMeantByNoun,
  addOwnWords,
  addressedAsChild,
  type SignsAt,
} from './age-signs.ts';
import type { Draft } from './draft-people.ts';
import { isOldLook, looksBehind } from './look-signs.ts';
import { type Species, speciesOf } from './species.ts';

const CHILD_HEADS = words(
  'child boy girl baby schoolboy schoolgirl lad kid enfant garçon fillette fille écolier gamin gamine bambin',
);
const OLD_HEADS = words('grandfather grandmother granny vieux vieille vieillard grand-père grand-mère');
const SMALL_HEADS = words('little tiny petit petite');
const YOUTHFUL = words(
  'miss master mlle mademoiselle prince princess princesse brother sister frère sœur cousin cousine saint',
);
const GROWN_HEADS = new Set([...TITLES.en, ...TITLES.fr].filter((title) => !YOUTHFUL.has(title)));
const LINKING = {
  en: words('was is seemed looked grew became were'),
  fr: words('était est semblait paraissait devint fut'),
};

/** Where in a novel the childhood that a grown person remembers is over. */
const EARLY = 0.2;
export const PORTRAITS_A_CHAPTER = 8;
export const MOST_PORTRAITS = 120;

/** A look or a trait, and the token by which it is said. */
interface Sighting {
  token: number;
  look: string | null;
  trait: string | null;
}

interface Sketch {
  looks: Map<string, number>;
  traits: Map<string, number>;
  sightings: Sighting[];
  early: AgeSigns;
  late: AgeSigns;
}

/** Gathers from the sentences around a character's mentions what they look and are like. */
export function paintPortraits(
  book: BookText,
  drafts: readonly Draft[],
  mentions: readonly Mention[],
  inSpeech: Uint8Array,
): CharacterDraft[] {
  const sketches = drafts.map<Sketch>(() => ({
    looks: new Map(),
    traits: new Map(),
    sightings: [],
    early: { child: 0, young: 0, grown: 0, old: 0 },
    late: { child: 0, young: 0, grown: 0, old: 0 },
  }));
  const border = book.words < 10_000 ? 0 : book.tokens.length * EARLY;
  const signsAt: SignsAt = (character, token) => sketches[character]![token < border ? 'early' : 'late'];
  for (const [i, mention] of mentions.entries()) {
    if (mention.inSpeech) continue;
    const sketch = sketches[mention.character]!;
    const until = Math.min(mentions[i + 1]?.firstToken ?? book.tokens.length, mention.endToken + 26);
    addAgeSigns(book, mention, until, signsAt(mention.character, mention.firstToken));
    if (mention.kind !== 'NARRATOR')
      observe(book, mention, until, drafts[mention.character]!, sketch, inSpeech);
  }
  addMeantByNoun(book, mentions, drafts, inSpeech, signsAt);
  addOwnWords(book, mentions, inSpeech, signsAt);
  const narrators = sketches.filter((_, i) => drafts[i]!.isNarrator);
  const teller = drafts.find(({ isNarrator }) => isNarrator);
  if (narrators.length === 1) {
    // "My boy" is said to young men too, so by itself it makes nobody a child.
    const [{ late }] = narrators as [Sketch];
    const addressed = addressedAsChild(book, inSpeech);
    if (addressed >= Math.max(6, 0.008 * teller!.mentionCount))
      late[late.child >= 1 ? 'child' : 'young'] += 0.4 * addressed;
  }
  const species = speciesOf(book, drafts, mentions);
  return drafts.map((draft, i) => portrait(book, draft, sketches[i]!, species[i]!));
}

function observe(
  book: BookText,
  mention: Mention,
  until: number,
  { gender }: Draft,
  sketch: Sketch,
  inSpeech: Uint8Array,
): void {
  const { tokens, language } = book;
  for (const look of looksBehind(book, mention, until, gender, inSpeech)) {
    count(sketch.looks, look);
    sketch.sightings.push({ token: mention.firstToken, look, trait: null });
    if (isOldLook(look)) sketch.late.old++;
  }
  if (!LINKING[language].has(tokens[mention.endToken]?.lower ?? '')) return;
  for (let i = mention.endToken + 1; i < Math.min(until, mention.endToken + 4); i++)
    if (!inSpeech[i] && TRAITS[language].has(tokens[i]!.lower)) {
      const trait = tokens[i]!.lower;
      count(sketch.traits, trait);
      sketch.sightings.push({ token: mention.firstToken, look: null, trait });
    }
}

function portrait(book: BookText, draft: Draft, sketch: Sketch, { kind, look }: Species): CharacterDraft {
  const { name, spoken, aliases, mentionCount, confidence, isNarrator, gender } = draft;
  const looks = top(sketch.looks, 6);
  return {
    name,
    spoken,
    aliases,
    kind,
    gender,
    age: ageOf(draft, sketch),
    isNarrator,
    traits: top(sketch.traits, 5),
    looks: look ? [look, ...looks.filter((other) => other !== look)].slice(0, 6) : looks,
    portraits: portraitsOf(book, sketch.sightings),
    mentionCount,
    confidence,
  };
}

/** A sentence each, the first ones of every chapter: enough to draw from, and never the whole book. */
function portraitsOf(book: BookText, sightings: readonly Sighting[]): AnalysedPortrait[] {
  const portraits = new Map<number, AnalysedPortrait>();
  const perChapter = new Map<number, number>();
  for (const { token, look, trait } of sightings) {
    const index = sentenceAt(book.sentences, token);
    let portrait = portraits.get(index);
    if (!portrait) {
      const { start, end, paragraph } = book.sentences[index]!;
      const chapterIndex = book.paragraphs[paragraph]!.chapter;
      const known = perChapter.get(chapterIndex) ?? 0;
      if (known >= PORTRAITS_A_CHAPTER || portraits.size >= MOST_PORTRAITS) continue;
      perChapter.set(chapterIndex, known + 1);
      portrait = { chapterIndex, looks: [], traits: [], span: { start, end } };
      portraits.set(index, portrait);
    }
    if (look && !portrait.looks.includes(look)) portrait.looks.push(look);
    if (trait && !portrait.traits.includes(trait)) portrait.traits.push(trait);
  }
  return [...portraits.values()].sort((a, b) => a.span.start - b.span.start);
}

function sentenceAt(sentences: BookText['sentences'], token: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle]!.firstToken <= token) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function ageOf(
  { heads, titleUses, spans, mentionCount }: Draft,
  { early, late }: Sketch,
): CharacterDraft['age'] {
  if (heads.some((head) => CHILD_HEADS.has(head))) return 'CHILD';
  if (heads.some((head) => OLD_HEADS.has(head))) return 'OLD';
  let titled = 0;
  for (const [title, uses] of titleUses) if (!YOUTHFUL.has(title)) titled += uses;
  const isTitled = titled >= 0.2 * spans.length && titled > 0;
  // Nobody calls a child Mister, but for a joke now and then.
  const isGrown = titled >= Math.max(3, 0.04 * spans.length) || heads.some((head) => GROWN_HEADS.has(head));
  const young = early.young + late.young;
  const grown = early.grown + late.grown;
  const old = early.old + late.old;
  // A childhood told in the first chapters only is a memory of someone grown.
  const named = heads.some((head) => SMALL_HEADS.has(head)) ? 3 : 0;
  const child = named + (late.child >= 0.2 * early.child ? early.child + late.child : late.child);
  const most = Math.max(child, young, old);
  const least = most === child ? 3 : 1.5;
  const enough =
    most >= Math.max(least, Math.sqrt(mentionCount) / (most === child ? 5.5 : 7)) ||
    (most >= (most === child ? 2 : 1) && mentionCount < 30);
  if (!enough || grown > 1.5 * most) return isTitled || grown >= 2 ? 'ADULT' : 'UNKNOWN';
  if (most === old) return 'OLD';
  if (isGrown && most === child) return 'ADULT';
  // The young are called children now and then; children are seldom called young.
  return child > 1.3 * young ? 'CHILD' : 'YOUNG';
}

function count(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

function top(map: ReadonlyMap<string, number>, limit: number): string[] {
  return [...map]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([key]) => key);
}
