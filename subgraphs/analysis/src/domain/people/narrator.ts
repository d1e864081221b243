import { COURTESY, TITLES } from '../lexicon/titles.ts';
import type { Mention } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { tokenAtOrAfter } from '../text/token-search.ts';
import type { Draft } from './draft-people.ts';
import { signedLetters } from './signed-letters.ts';
import { findVoices } from './voices.ts';

const FIRST_PERSON = { en: new Set(['i', "i'm", "i've", "i'd", "i'll"]), fr: new Set(['je', "j'"]) };
const NARRATOR = { en: 'Narrator', fr: 'Le narrateur' };
const SELF_NAMED =
  /\b(?:[Mm]y name is|[Cc]all me|[Jj]e m['’]appelle|[Mm]on nom est)\s+(?:\p{L}+\.?\s)?(\p{Lu}[\p{L}-]+)/gu;

/** Someone who tells (a part of) the story as "I", and every "I" that is theirs. */
export interface Voice {
  draft: Draft;
  mentions: Mention[];
}

/** The "I" of a story told in the first person, joined with a named character when the others call them so. */
export function findNarrators(
  book: BookText,
  drafts: readonly Draft[],
  inSpeech: Uint8Array,
  known?: Draft,
): Voice[] {
  const mentions: Mention[] = [];
  let narrated = 0;
  for (const [i, token] of book.tokens.entries()) {
    if (inSpeech[i] || token.kind !== 'word') continue;
    narrated++;
    if (!FIRST_PERSON[book.language].has(token.lower)) continue;
    if (token.lower === 'i' && token.text !== 'I') continue;
    mentions.push({
      start: token.start,
      end: token.end,
      firstToken: i,
      endToken: i + 1,
      character: -1,
      kind: 'NARRATOR',
      inSpeech: false,
      confidence: 0.9,
    });
  }
  if (mentions.length < 4 || mentions.length < narrated * 0.009) return [];
  const voices = findVoices(book, drafts, mentions);
  if (voices.size > 0) return [...voices].map(([draft, own]) => voiceOf(draft, own));
  if (!isToldThroughout(book.tokens.length, mentions, inSpeech)) return [];
  const teller = known ?? namedNarrator(book, drafts, inSpeech) ?? unnamed(book);
  const letters = signedLetters(book, drafts, mentions);
  letters.delete(teller);
  const lent = new Set([...letters.values()].flat());
  return [
    voiceOf(
      teller,
      mentions.filter((mention) => !lent.has(mention)),
    ),
    ...[...letters].map(([draft, own]) => voiceOf(draft, own)),
  ];
}

function voiceOf(draft: Draft, mentions: Mention[]): Voice {
  draft.isNarrator = true;
  return { draft, mentions };
}

const PARTS = 20;

/** A letter or a tale within a novel told of "he" and "she" makes no narrator: "I" must speak in most of its parts. */
function isToldThroughout(tokens: number, mentions: readonly Mention[], inSpeech: Uint8Array): boolean {
  if (tokens < 200 * PARTS) return true;
  const told = new Uint32Array(PARTS);
  const narrated = new Uint32Array(PARTS);
  for (let i = 0; i < tokens; i++) if (!inSpeech[i]) narrated[Math.floor((i * PARTS) / tokens)]!++;
  for (const { firstToken } of mentions) told[Math.floor((firstToken * PARTS) / tokens)]!++;
  return told.filter((count, part) => count >= 1 + 0.002 * narrated[part]!).length >= PARTS * 0.55;
}

function namedNarrator(
  { text, tokens, language }: BookText,
  drafts: readonly Draft[],
  inSpeech: Uint8Array,
): Draft | undefined {
  // Names that others say to someone whom the narration itself never names.
  const called = drafts.filter((draft) => isCalled(draft) && !isCourtesy(draft.name, language));
  called.sort(
    (a, b) =>
      b.addressed * (1 - b.narration / b.spans.length) - a.addressed * (1 - a.narration / a.spans.length),
  );
  // Several who are only ever addressed, or one whom others call by another name, leave it open who "I" is.
  const [first, second] = called;
  const calling = first?.name.toLowerCase().split(/\s+/) ?? [];
  const isAlone =
    first &&
    drafts.every(
      (draft) =>
        draft === first ||
        draft.narration <= first.narration ||
        !draft.heads.some((head) => first.heads.includes(head) && calling.includes(head)),
    );
  if (first && isAlone && first.addressed >= 1.5 * (second?.addressed ?? 0)) return first;
  for (const match of text.slice(0, 60_000).matchAll(SELF_NAMED)) {
    if (inSpeech[tokenAtOrAfter(tokens, match.index)]) continue;
    const name = match[1]!.toLowerCase();
    const draft = drafts.find(
      ({ heads, narration, spans }) => heads.includes(name) && narration <= 0.6 * spans.length,
    );
    if (draft) return draft;
  }
  return undefined;
}

/** Only ever addressed, or addressed so often that the few who name them besides may be telling of them in a chapter of their own. */
function isCalled({ narration, addressed, spans }: Draft): boolean {
  if (addressed < 3) return false;
  const uses = spans.length;
  return narration <= 0.35 * uses || (addressed >= Math.max(12, 0.3 * uses) && narration <= 0.6 * uses);
}

/** "Madame", "Sir": everybody is called so. */
function isCourtesy(name: string, language: BookText['language']): boolean {
  const word = name.toLowerCase();
  return COURTESY[language].has(word) || TITLES[language].has(word);
}

function unnamed({ language }: BookText): Draft {
  return {
    name: NARRATOR[language],
    aliases: [],
    heads: [],
    spoken: language === 'fr' ? 'le narrateur' : 'the narrator',
    titleUses: new Map(),
    titles: [],
    gender: 'UNKNOWN',
    spans: [],
    confidence: 0.7,
    mentionCount: 0,
    isNarrator: true,
    isDescribed: false,
    maybe: null,
    narration: 0,
    addressed: 0,
  };
}
