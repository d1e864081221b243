import type { AnalysedSentence } from '../book-analysis.ts';
import { ACTING_VERBS } from '../lexicon/person-nouns.ts';
import type { Mention, SceneStory, StoryContext } from '../ports.ts';
import type { BookText, Sentence } from '../text/book-text.ts';
import { isContent } from '../text/content-words.ts';
import { compress, wordCount } from './compress-sentence.ts';
import { sceneSentences } from './scene-sentences.ts';

/** A sentence that could tell the scene, how well it would, and where in the scene it stands (0 to 1). */
export interface Candidate {
  sentence: AnalysedSentence;
  score: number;
  position: number;
}

const DANGLING = {
  en: /^(?:He|She|It|They|Him|Her|His|Their|This|That|These|Those|Such|Here|There|Nor|Neither|Which|Or|Yes|No|Oh|Ah|Why|What|How)\b/u,
  fr: /^(?:Il|Elle|Ils|Elles|Ce|C[’']|Cela|Ceci|Cette|Ces|Celui|Celle|Son|Sa|Ses|Leurs?|Lui|On|En|Y|Ni|Oui|Non|Oh|Ah|Pourquoi|Comment|Quel|Quelle|Où|Ô)(?![\p{L}])/u,
};
/** A cut that leaves a word waiting for the rest of its phrase. */
const HANGING = {
  en: /\b(?:and|but|or|the|a|an|of|to|in|that|which|with|as|for|his|her|saying|following)[.…]$/iu,
  fr: /(?:^|[\s’'])(?:et|mais|ou|car|le|la|les|un|une|de|du|des|à|au|en|que|qui|dont|où|pour|avec|son|sa|disant|ceci|ces mots)[.…]$/iu,
};
const MARKS = /[“”«»"]|(?:^|\s)[‘']|[—–]\s/u;

export function candidates(context: StoryContext, story: SceneStory): Candidate[] {
  const { book, people } = context;
  const sentences = sceneSentences(context, story.scene);
  const weights = typicalWords(book, story);
  const first = book.paragraphs[story.scene.firstParagraph]!.start;
  const length = book.paragraphs[story.scene.endParagraph - 1]!.end - first || 1;
  const present = new Map(story.cast.map((key, rank) => [key, 1 / (1 + rank / 2)]));
  const found: Candidate[] = [];
  for (const { sentence, told, spokenShare } of sentences) {
    const mentions = mentionsIn(people.mentions, sentence);
    const text = capitalised(
      stripMarks(
        compress(withName(context, sentence, mentions, told.text), book.language),
        told.speaker !== null,
      ),
    );
    const words = wordCount(text);
    if (words < 4 || words > 35 || !isBalanced(text) || HANGING[book.language].test(text)) continue;
    const score =
      (spokenShare > 0.6 ? 0.2 : spokenShare > 0.3 ? 0.35 : spokenShare > 0 ? 0.6 : 1) *
      (DANGLING[book.language].test(text) ? 0.45 : 1) *
      (words < 8 ? 0.55 : words > 26 ? 0.85 : 1) *
      (/[?]/.test(text) ? 0.5 : 1) *
      (spokenShare > 0 && MARKS.test(text) ? 0.75 : 1) *
      (0.4 + centrality(book, sentence, weights) + whoActs(book, sentence, mentions, present));
    found.push({
      sentence: { text, span: told.span, speaker: told.speaker },
      score,
      position: (sentence.start - first) / length,
    });
  }
  if (found.length) return found;
  return sentences.slice(0, 1).map(({ told }) => ({
    sentence: { ...told, text: firstWords(told.text) },
    score: 1,
    position: 0,
  }));
}

/** A sentence too long to be told in one breath ends where its words do. */
function firstWords(text: string): string {
  const words = text.split(/\s+/);
  return words.length <= 35
    ? text
    : `${words
        .slice(0, 32)
        .join(' ')
        .replace(/[\s,;:—–-]+$/u, '')}…`;
}

/** A cut must not leave half of a pair of marks behind. */
function isBalanced(text: string): boolean {
  const count = (mark: RegExp) => text.match(mark)?.length ?? 0;
  return (
    count(/[(]/g) === count(/[)]/g) &&
    count(/“/g) === count(/”/g) &&
    count(/«/g) === count(/»/g) &&
    count(/"/g) % 2 === 0 &&
    count(/(?:^|[\s(—-])[‘']/gu) <= count(/[’'](?=$|[\s.,;:!?)—-])/gu)
  );
}

function capitalised(text: string): string {
  return text ? text[0]!.toUpperCase() + text.slice(1) : text;
}

function stripMarks(text: string, isSpeech: boolean): string {
  return isSpeech ? text.replace(/^[“‘"'«—–\s-]+/u, '').replace(/[”"»\s]+$/u, '') : text;
}

/** "She opened the door" is told as "Alice opened the door" when it is sure enough whom it means. */
function withName(
  { people, book }: StoryContext,
  sentence: Sentence,
  mentions: readonly Mention[],
  text: string,
): string {
  const [mention] = mentions;
  if (mention?.kind !== 'PRONOUN' || mention.firstToken !== sentence.firstToken) return text;
  const { lower } = book.tokens[mention.firstToken]!;
  if (!['he', 'she', 'il', 'elle'].includes(lower)) return text;
  const { spoken, gender, confidence } = people.characters[mention.character]!;
  if (gender === 'UNKNOWN' || confidence < 0.45) return text;
  const others = mentions.some(({ character, kind }) => kind === 'NAME' && character === mention.character);
  return others ? text : spoken + text.slice(mention.end - sentence.start);
}

function whoActs(
  { tokens, language }: BookText,
  sentence: Sentence,
  mentions: readonly Mention[],
  present: ReadonlyMap<number, number>,
): number {
  let score = 0;
  for (const { character, firstToken, endToken, kind } of mentions) {
    const isSubject = firstToken - sentence.firstToken < 4;
    const acts =
      ACTING_VERBS[language].has(tokens[endToken]?.lower ?? '') || /ed$/.test(tokens[endToken]?.lower ?? '');
    score +=
      (present.get(character) ?? 0.1) *
      (kind === 'PRONOUN' ? 0.15 : kind === 'NARRATOR' ? 0.2 : 0.35) *
      (isSubject ? 1.6 : 1) *
      (acts ? 1.3 : 1);
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

/** How often each content word stands in the scene. */
function typicalWords(book: BookText, { scene }: SceneStory): Map<string, number> {
  const counts = new Map<string, number>();
  const first = book.paragraphs[scene.firstParagraph]!.firstToken;
  const end = book.paragraphs[scene.endParagraph - 1]!.endToken;
  for (let i = first; i < end; i++) {
    const token = book.tokens[i]!;
    if (isContent(token, book.language)) counts.set(token.lower, (counts.get(token.lower) ?? 0) + 1);
  }
  return counts;
}

function centrality(book: BookText, sentence: Sentence, weights: ReadonlyMap<string, number>): number {
  let sum = 0;
  let count = 0;
  for (let i = sentence.firstToken; i < sentence.endToken; i++) {
    const token = book.tokens[i]!;
    if (!isContent(token, book.language)) continue;
    sum += Math.min(3, Math.log2(weights.get(token.lower) ?? 1));
    count++;
  }
  return count < 2 ? 0 : Math.min(1, sum / (count + 2));
}
