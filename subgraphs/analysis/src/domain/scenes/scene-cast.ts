import { firstBehind } from '../digest/scene-sentences.ts';
import { isFiniteVerb } from '../digest/whole-sentence.ts';
import { BEFORE_NOW } from '../lexicon/standing-words.ts';
import type { Mention, SceneRange, StoryContext } from '../ports.ts';
import { lowerBound } from '../speech/mention-search.ts';
import type { BookText } from '../text/book-text.ts';

const MOST = 8;
/** How much a mention says that somebody is there, by what the narration does with them. */
const SPOKEN_OF = 0.15;
const DOES = 1;
const NAMED = 0.45;
const PRONOUN = 0.5;
const DESCRIBED = 0.3;
const TOLD = 0.3;
/** "Clara’s brother", "le frère de Clara": it is another who is there. */
const OWNER = 0.2;
/** What they had done before. */
const BEFORE = 0.35;
const PRESENT = 0.9;
const SURE_SPEAKER = 0.5;
const CLAUSE = 6;

/** Who is there, most present first: who speaks or does something; someone only talked about counts little. */
export function sceneCast({ book, people, speech, attributions }: StoryContext, scene: SceneRange): number[] {
  const first = book.paragraphs[scene.firstParagraph]!;
  const last = book.paragraphs[scene.endParagraph - 1]!;
  const presence = new Map<number, number>();
  const add = (key: number, by: number) => presence.set(key, (presence.get(key) ?? 0) + by);
  const { mentions } = people;
  for (let i = lowerBound(mentions, first.firstToken); i < mentions.length; i++) {
    const mention = mentions[i]!;
    if (mention.firstToken >= last.endToken) break;
    add(mention.character, presenceIn(book, mention));
  }
  for (let i = firstBehind(speech, first.start); i < speech.length && speech[i]!.start < last.end; i++) {
    const { speaker, confidence } = attributions[i]!;
    if (speaker !== null && confidence >= SURE_SPEAKER) add(speaker, confidence);
  }
  return [...presence]
    .filter(([, weight]) => weight >= PRESENT)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST)
    .map(([key]) => key);
}

function presenceIn(book: BookText, mention: Mention): number {
  const { inSpeech, kind } = mention;
  if (inSpeech) return SPOKEN_OF;
  if (kind === 'NARRATOR') return TOLD;
  const isPast = wasBefore(book, mention) ? BEFORE : 1;
  if (kind === 'PRONOUN') return PRONOUN * isPast;
  if (kind === 'NOUN') return DESCRIBED * isPast;
  return (isOwner(book, mention) ? OWNER : doesSomething(book, mention) ? DOES : NAMED) * isPast;
}

/** A verb stands behind the name, with an adverb between at most. */
function doesSomething({ tokens, language }: BookText, { endToken }: Mention): boolean {
  for (let i = endToken; i < endToken + 2; i++) {
    const { lower, kind } = tokens[i] ?? {};
    if (!lower || kind !== 'word') return false;
    if (isFiniteVerb(lower, language)) return true;
  }
  return false;
}

function isOwner({ tokens, language }: BookText, { firstToken, endToken }: Mention): boolean {
  if (language === 'en')
    return /^['’]s?$/.test(tokens[endToken]?.text ?? '') || tokens[endToken]?.lower === "'s";
  const before = tokens[firstToken - 1]?.lower ?? '';
  return before === 'de' || before === "d'" || before === 'du';
}

function wasBefore({ tokens, language }: BookText, { firstToken, endToken }: Mention): boolean {
  for (let i = firstToken - 1; i >= Math.max(0, firstToken - CLAUSE) && tokens[i]!.kind !== 'mark'; i--)
    if (BEFORE_NOW[language].has(tokens[i]!.lower)) return true;
  // "avait" is as often a plain past in French.
  return language === 'en' && tokens[endToken]?.lower === 'had' && tokens[endToken + 1]?.lower === 'been';
}
