import { FEATURES, LOOKS, TRAITS } from '../lexicon/looks-words.ts';
import { ANIMALS, CREATURES, FEMALE_NOUNS, MALE_NOUNS } from '../lexicon/person-nouns.ts';
import { words } from '../lexicon/word-list.ts';
import type { CharacterDraft, Mention } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import type { Draft } from './draft-people.ts';

const CHILD = words(
  'child boy girl baby schoolboy schoolgirl lad kid enfant garçon fillette écolier gamin gamine bambin',
);
const YOUNG = words('young youth jeune adolescent damsel maiden demoiselle');
const OLD = words(
  'old aged elderly grandfather grandmother vieux vieille vieillard âgé âgée grand-père grand-mère',
);
const YOUTHFUL = words('miss master mlle mademoiselle');
const LINKING = {
  en: words('was is seemed looked grew became were'),
  fr: words('était est semblait paraissait devint fut'),
};
const ARTICLE_LIKE = words(
  "a an the with his her and very so quite his its un une des les la le l' aux de d' et très au à son sa ses",
);

interface Sketch {
  looks: Map<string, number>;
  traits: Map<string, number>;
  child: number;
  young: number;
  old: number;
  woman: number;
  man: number;
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
    child: 0,
    young: 0,
    old: 0,
    woman: 0,
    man: 0,
  }));
  for (const [i, mention] of mentions.entries()) {
    if (mention.inSpeech || mention.kind === 'NARRATOR') continue;
    const until = Math.min(mentions[i + 1]?.firstToken ?? book.tokens.length, mention.endToken + 26);
    observe(book, mention, until, sketches[mention.character]!, inSpeech);
  }
  return drafts.map((draft, i) => portrait(book, draft, sketches[i]!));
}

function observe(
  book: BookText,
  mention: Mention,
  until: number,
  sketch: Sketch,
  inSpeech: Uint8Array,
): void {
  const { tokens, language } = book;
  if (mention.kind === 'NAME') {
    for (let i = mention.firstToken - 1; i >= Math.max(0, mention.firstToken - 2); i--)
      addAge(tokens[i]!.lower, sketch);
    for (let i = mention.firstToken; i < mention.endToken; i++) {
      const { lower } = tokens[i]!;
      if (LOOKS[language].has(lower) && mention.endToken - mention.firstToken > 1)
        count(sketch.looks, phrase(book, i, mention.endToken), 3);
    }
    const after = tokens[mention.endToken];
    if (after?.text === ',' && /^(?:an?|the|une?|le|la)$/.test(tokens[mention.endToken + 1]?.lower ?? ''))
      for (let i = mention.endToken + 2; i < Math.min(until, mention.endToken + 5); i++)
        addAge(tokens[i]!.lower, sketch);
  }
  for (let i = mention.endToken; i < until; i++) {
    const { lower, text } = tokens[i]!;
    if (inSpeech[i] || text === '.' || text === '!' || text === '?' || text === ';') return;
    if (FEATURES[language].has(lower)) addFeature(book, i, mention.endToken, until, sketch);
    else if (
      TRAITS[language].has(lower) &&
      LINKING[language].has(tokens[mention.endToken]?.lower ?? '') &&
      i <= mention.endToken + 3
    )
      count(sketch.traits, lower, 1);
  }
}

/** "long red hair", "une barbe rousse": the feature with the adjectives that stand beside it. */
function addFeature(book: BookText, at: number, from: number, until: number, sketch: Sketch): void {
  const { tokens, language } = book;
  let first = at;
  while (
    first - 1 >= from &&
    (LOOKS[language].has(tokens[first - 1]!.lower) ||
      (tokens[first - 1]!.text === ',' && LOOKS[language].has(tokens[first - 2]?.lower ?? '')))
  )
    first--;
  let last = at + 1;
  if (language === 'fr') {
    while (last < until && LOOKS[language].has(tokens[last]!.lower)) last++;
    if (
      last < until &&
      tokens[last]?.lower === 'et' &&
      last > at + 1 &&
      LOOKS.fr.has(tokens[last + 1]?.lower ?? '')
    )
      last += 2;
  }
  if (last - first < 2) return;
  count(sketch.looks, phrase(book, first, last), 1);
}

function phrase({ text, tokens }: BookText, first: number, end: number): string {
  return text
    .slice(tokens[first]!.start, tokens[end - 1]!.end)
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

function addAge(word: string, sketch: Sketch): void {
  if (CHILD.has(word)) sketch.child++;
  else if (YOUNG.has(word)) sketch.young++;
  else if (OLD.has(word)) sketch.old++;
  if (FEMALE_NOUNS.en.has(word) || FEMALE_NOUNS.fr.has(word)) sketch.woman++;
  if (MALE_NOUNS.en.has(word) || MALE_NOUNS.fr.has(word)) sketch.man++;
}

function portrait({ language }: BookText, draft: Draft, sketch: Sketch): CharacterDraft {
  const { name, spoken, aliases, mentionCount, confidence, isNarrator, heads, gender } = draft;
  const kind = heads.some((head) => ANIMALS[language].has(head))
    ? 'ANIMAL'
    : heads.some((head) => CREATURES[language].has(head))
      ? 'CREATURE'
      : 'PERSON';
  const most = Math.max(sketch.child, sketch.young, sketch.old);
  const enough = most >= Math.max(2, Math.sqrt(mentionCount) / 8) || (most >= 1 && mentionCount < 40);
  const grown = [...draft.titleUses].reduce(
    (sum, [title, uses]) => sum + (YOUTHFUL.has(title) ? 0 : uses),
    0,
  );
  const isTitled = grown >= 0.2 * draft.spans.length && grown > 0;
  const age = !enough
    ? isTitled
      ? 'ADULT'
      : 'UNKNOWN'
    : most === sketch.old
      ? 'OLD'
      : most === sketch.young
        ? 'YOUNG'
        : 'CHILD';
  return {
    name,
    spoken,
    aliases,
    kind,
    gender,
    age: heads.some((head) => CHILD.has(head)) ? 'CHILD' : heads.some((head) => OLD.has(head)) ? 'OLD' : age,
    isNarrator,
    traits: top(sketch.traits, 5),
    looks: top(sketch.looks, 6),
    mentionCount,
    confidence,
  };
}

function count(map: Map<string, number>, key: string, by: number): void {
  const clean = key.replace(/^,\s*/, '');
  if (clean && !ARTICLE_LIKE.has(clean)) map.set(clean, (map.get(clean) ?? 0) + by);
}

function top(map: ReadonlyMap<string, number>, limit: number): string[] {
  return [...map]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([key]) => key);
}
