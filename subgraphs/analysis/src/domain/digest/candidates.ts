import type { AnalysedSentence } from '../book-analysis.ts';
import { ACTING_VERBS } from '../lexicon/person-nouns.ts';
import type { Mention, SceneStory, StoryContext } from '../ports.ts';
import { asides } from '../scenes/asides.ts';
import type { BookText, Sentence } from '../text/book-text.ts';
import { compress, wordCount } from './compress-sentence.ts';
import { namePronoun } from './name-pronouns.ts';
import { nameNarrator, quietOpening, standsAlone, withSpeaker } from './read-sentence.ts';
import { type SceneSentence, sceneSentences } from './scene-sentences.ts';
import { centrality, typicalWords } from './typical-words.ts';
import { isWhole } from './whole-sentence.ts';

/** A sentence that could tell the scene, how well it would, and where in the scene it stands (0 to 1). */
export interface Candidate {
  sentence: AnalysedSentence;
  words: number;
  score: number;
  position: number;
  /** Characters that it names in its narration. */
  named: readonly number[];
}

/** Openings that lean on a sentence before. */
const DANGLING = {
  en: /^(?:He|She|It|They|Him|Her|His|Their|Its|This|That|These|Those|Such|Here|There|Nor|Neither|Either|Which|Or|Yes|No|Oh|Ah|Why|What|How|Not|(?:At|With|By|In|On|From|After|Upon|Of|To) (?:this|that|these|those|which|whom)|(?:The|Both) (?:latter|former|other|others|two|first|second)|Both|Each|Neither|None|All (?:this|that|these|of them)|Another|Others|One of|Some of|Most of|The same|So)(?!\p{L})/u,
  fr: /^(?:Il|Elle|Ils|Elles|Ce|C[’']|Cela|Ceci|Cette|Ces|Celui|Celle|Son|Sa|Ses|Leurs?|Lui|En|Y|Ni|Oui|Non|Oh|Ah|Eh|Pourquoi|Comment|Quel|Quelle|Où|Ô|Là|Voici|Voilà|Pour lui|L[’']autre|Les (?:autres|uns|deux)|L[’']une?|Tous (?:deux|les deux)|Toutes deux|Chacune?|Ce dernier|Cette dernière|Le (?:premier|second|même)|La (?:première|seconde|même)|Aucune?|Un autre|Une autre|D[’']autres|À (?:ce|cette|ces)|De (?:là|ce|cette)|Pour (?:cela|elle)|Quant à|Rien|Dont|Voilà|Tel|Telle)(?!\p{L})/u,
};
const UNNAMED = { en: /\b(?:he|she|they|it)\b/u, fr: /(?:^|[\s’'])(?:il|elle|ils|elles)\b/iu };
/** What is not, might be, or always is happens to nobody. */
const NO_EVENT = {
  en: /\b(?:not|never|would|might|should|am|is|are|do|cannot|can|don[’']t|doesn[’']t|let[’']s|shall|will)\b/iu,
  fr: /(?:^|[\s’'])(?:ne|n[’'](?=\p{L})|jamais|aurais|aurait|serait|serais|serai|faut|est|sont|suis|sais|peut|peux|doit|\p{L}+erais|\p{L}+erait)(?![\p{L}])/iu,
};
/** Speech with its speaker's name tells more than speech alone. */
const SPOKEN_BY_NAME = 3;
/** Below this a name before the speech would be wrong in one case of four and more. */
const SURE_SPEAKER = 0.75;
/** The teller speaks to the reader, or of the telling. */
const TELLING = {
  en: /\b(?:readers?|narrative|this chapter|these pages|I have (?:said|told|shown|spoken|mentioned|described)|I must (?:tell|say|explain)|I need (?:not|hardly))\b/iu,
  fr: /(?:^|[\s’'])(?:lecteurs?|lectrices?|ce récit|ce chapitre|ces pages|l[’']avons dit|je l[’']ai dit|on l[’']a (?:dit|vu)|on le sait)(?!\p{L})/iu,
};
const MARKS = /[“”«»"]|(?:^|\s)[‘']|(?:^|\s)[—–]\s/u;
const OPENS_SPEECH = /:\s*$/u;

/**
 * Sentences of at most `most` words, shortened at a clause where they are longer. Those that are `read` and not heard
 * have no voice that says who speaks: speech is told with the name of its speaker, or not at all.
 */
export function candidates(
  context: StoryContext,
  story: SceneStory,
  most: number,
  { isRead = false }: { isRead?: boolean } = {},
): Candidate[] {
  const { book, people } = context;
  const sentences = sceneSentences(context, story.scene);
  const weights = typicalWords(book, story.scene);
  const first = book.paragraphs[story.scene.firstParagraph]!.start;
  const length = book.paragraphs[story.scene.endParagraph - 1]!.end - first || 1;
  const present = new Map(story.cast.map((key, rank) => [key, 1 / (1 + rank / 2)]));
  const aside = asides(book);
  const found: Candidate[] = [];
  for (const one of sentences) {
    const { sentence, told, spokenShare, certainty } = one;
    if (aside[sentence.firstToken] && aside[sentence.endToken - 1]) continue;
    const mentions = mentionsIn(people.mentions, sentence);
    const pronounless = namePronoun(context, sentence, mentions, told.text);
    const named = isRead && spokenShare === 0 ? nameNarrator(context, mentions, pronounless) : pronounless;
    const short = quietOpening(
      capitalised(stripMarks(compress(named, book.language, most), told.speaker !== null)),
      people,
    );
    const words = wordCount(short);
    if (words < 4 || words > most || !isWhole(short, book.language)) continue;
    const speaking = certainty >= SURE_SPEAKER ? told.speaker : null;
    const text = isRead && spokenShare > 0.6 ? withSpeaker(context, short, speaking) : short;
    if (text === null) continue;
    const score =
      form(book, one, short, words, pronounless !== told.text) *
      (isRead ? SPOKEN_BY_NAME ** Number(text !== short) * standsAlone(short, book.language, people) : 1) *
      (wordCount(named) > words + 4 ? 0.8 : 1) *
      (0.3 + centrality(book, sentence, weights) + whoActs(book, sentence, mentions, present));
    const at = (sentence.start - first) / length;
    const speaker = spokenShare >= 0.6 ? told.speaker : null;
    found.push({
      sentence: { text, span: told.span, speaker },
      words,
      score,
      position: at,
      named: namedIn(mentions),
    });
  }
  return found.length ? found : [lastResort(context, sentences, most, isRead)];
}

/** How well a sentence reads by itself, 0 to 1. */
function form(
  { language, text: all }: BookText,
  { sentence, spokenShare }: SceneSentence,
  text: string,
  words: number,
  isNamed: boolean,
): number {
  const spoken = spokenShare > 0.6 ? 0.08 : spokenShare > 0.25 ? 0.12 : spokenShare > 0 ? 0.35 : 1;
  const leans = DANGLING[language].test(text)
    ? 0.35
    : !isNamed && UNNAMED[language].test(text.slice(0, 40))
      ? 0.8
      : 1;
  const event = (NO_EVENT[language].test(text) ? 0.6 : 1) * (TELLING[language].test(text) ? 0.4 : 1);
  const length = words < 7 ? 0.6 : words > 24 ? 0.85 : 1;
  const marks =
    (/[?]/.test(text) ? 0.25 : 1) *
    (/!/.test(text) ? 0.5 : 1) *
    (/\.\.\.|…/.test(text) ? 0.5 : 1) *
    (MARKS.test(text) ? 0.5 : 1);
  const announces = OPENS_SPEECH.test(all.slice(sentence.start, sentence.end)) ? 0.15 : 1;
  return spoken * leans * event * length * marks * announces;
}

/** Nothing here stands alone: the first words of the scene, ended where its breath is. */
function lastResort(
  context: StoryContext,
  sentences: readonly SceneSentence[],
  most: number,
  isRead: boolean,
): Candidate {
  const told = (sentences.find(({ told: { text } }) => wordCount(text) >= 4) ?? sentences[0])!.told;
  const all = told.text.split(/\s+/);
  const text =
    all.length <= most + 3
      ? told.text
      : `${all
          .slice(0, most)
          .join(' ')
          .replace(/[\s,;:—–-]+$/u, '')}…`;
  const said = isRead ? withSpeaker(context, stripMarks(text, true), told.speaker) : null;
  return {
    sentence: { ...told, text: said ?? text },
    words: wordCount(text),
    score: 0.01,
    position: 0,
    named: [],
  };
}

function capitalised(text: string): string {
  return text ? text[0]!.toUpperCase() + text.slice(1) : text;
}

function stripMarks(text: string, isSpeech: boolean): string {
  // A dash before a date or a remark is a mark of the page.
  if (!isSpeech) return text.replace(/^[—–-]+\s*/u, '');
  return text.replace(/^[“‘"'«—–\s-]+/u, '').replace(/[”"»\s]+$/u, '');
}

/** Somebody of the scene who does something, rather than is or would be. */
function whoActs(
  { tokens, language }: BookText,
  sentence: Sentence,
  mentions: readonly Mention[],
  present: ReadonlyMap<number, number>,
): number {
  let score = 0;
  for (const { character, firstToken, endToken, kind, inSpeech } of mentions) {
    if (inSpeech) continue;
    const isSubject = firstToken - sentence.firstToken < 4;
    const verb = tokens[endToken]?.lower ?? '';
    const acts =
      language === 'en' ? /ed$/.test(verb) || ACTING_VERBS.en.has(verb) : /(?:a|it|ut|ai|us|is)$/.test(verb);
    const only = /^(?:was|were|is|had|has|would|could|must|will|était|avait|est|serait|aurait)$/.test(verb);
    score +=
      (present.get(character) ?? 0.1) *
      (kind === 'PRONOUN' ? 0.22 : kind === 'NARRATOR' ? 0.3 : 0.35) *
      (isSubject ? 1.6 : 1) *
      (only ? 0.55 : acts ? 1.4 : 1);
  }
  return Math.min(1, score);
}

function mentionsIn(mentions: readonly Mention[], { firstToken, endToken }: Sentence): Mention[] {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mentions[middle]!.firstToken < firstToken) low = middle + 1;
    else high = middle;
  }
  const found: Mention[] = [];
  for (let i = low; i < mentions.length && mentions[i]!.firstToken < endToken; i++) found.push(mentions[i]!);
  return found;
}

function namedIn(mentions: readonly Mention[]): number[] {
  const named = mentions.filter(({ kind, inSpeech }) => !inSpeech && (kind === 'NAME' || kind === 'PRONOUN'));
  return [...new Set(named.map(({ character }) => character))];
}
