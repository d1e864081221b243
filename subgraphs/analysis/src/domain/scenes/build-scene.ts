import type { AnalysedQuote, AnalysedScene } from '../book-analysis.ts';
import { firstBehind, sceneSentences } from '../digest/scene-sentences.ts';
import type { AnalysisPorts, Mention, SceneRange, StoryContext } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';

const MOST_IN_CAST = 8;

/**
 * Returns a function that puts together the scene of an index; scenes are asked for in order. `taken` holds the titles
 * of scenes that were put together before.
 */
export function sceneBuilder(
  context: StoryContext,
  stages: AnalysisPorts,
  ranges: readonly SceneRange[],
  taken: Set<string> = new Set(),
): (index: number) => AnalysedScene {
  const { book, people, speech } = context;
  const settings = stages.setting.describe(book, ranges, people, speech);
  const emotions = stages.emotion.score(book, ranges);
  return (index) => {
    const scene = ranges[index]!;
    const setting = settings[index]!;
    const emotion = emotions[index]!;
    const cast = sceneCast(context, scene);
    const story = { scene, cast, setting, scenes: ranges.length };
    const digest = stages.summary.digest(context, story);
    const title = stages.titles.title(context, story, digest, taken);
    taken.add(title);
    const { place, timeOfDay, season, weather, props } = setting;
    return {
      index,
      chapterIndex: book.paragraphs[scene.firstParagraph]!.chapter,
      title,
      span: sceneSpan(book, scene),
      place,
      timeOfDay,
      season,
      weather,
      emotion,
      cast,
      summary: digest.map(({ text }) => text).join(' '),
      summarySentences: digest.map(({ text, span }) => ({ text, span })),
      writtenBy: null,
      visualPrompt: stages.prompts.prompt(context, story, emotion, digest),
      props,
      quotes: sceneQuotes(context, scene),
      digest,
      sentences: sceneSentences(context, scene).map(({ told }) => told),
      confidence: Math.round(scene.confidence * 100) / 100,
    };
  };
}

/** From the scene's first character to the next scene's, or to the chapter's edges: no gap between scenes. */
function sceneSpan(
  { paragraphs, chapters }: BookText,
  { firstParagraph, endParagraph }: SceneRange,
): { start: number; end: number } {
  const chapter = chapters.find(({ index }) => index === paragraphs[firstParagraph]!.chapter)!;
  return {
    start: firstParagraph === chapter.firstParagraph ? chapter.start : paragraphs[firstParagraph]!.start,
    end: endParagraph === chapter.endParagraph ? chapter.end : paragraphs[endParagraph]!.start,
  };
}

/** Who is there: named or meant in the narration or speaking; someone only talked about counts little. */
function sceneCast({ book, people, speech, attributions }: StoryContext, scene: SceneRange): number[] {
  const first = book.paragraphs[scene.firstParagraph]!;
  const last = book.paragraphs[scene.endParagraph - 1]!;
  const presence = new Map<number, number>();
  const add = (key: number, by: number) => presence.set(key, (presence.get(key) ?? 0) + by);
  const start = lowerBound(people.mentions, first.firstToken);
  for (let i = start; i < people.mentions.length && people.mentions[i]!.firstToken < last.endToken; i++) {
    const { character, inSpeech, kind } = people.mentions[i]!;
    add(character, inSpeech ? 0.15 : kind === 'NAME' ? 1 : kind === 'PRONOUN' ? 0.5 : 0.3);
  }
  for (let i = firstBehind(speech, first.start); i < speech.length && speech[i]!.start < last.end; i++) {
    const { speaker, confidence } = attributions[i]!;
    if (speaker !== null && confidence >= 0.5) add(speaker, confidence);
  }
  return [...presence]
    .filter(([, weight]) => weight >= 0.9)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_IN_CAST)
    .map(([key]) => key);
}

function lowerBound(mentions: readonly Mention[], token: number): number {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mentions[middle]!.firstToken < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sceneQuotes({ book, speech, attributions }: StoryContext, scene: SceneRange): AnalysedQuote[] {
  const { start } = book.paragraphs[scene.firstParagraph]!;
  const { end } = book.paragraphs[scene.endParagraph - 1]!;
  const quotes: AnalysedQuote[] = [];
  for (let i = firstBehind(speech, start); i < speech.length && speech[i]!.start < end; i++) {
    const span = speech[i]!;
    if (span.isLabel) continue;
    quotes.push({
      span: { start: span.start, end: span.end },
      text: book.text.slice(span.start, span.end),
      ...attributions[i]!,
    });
  }
  return quotes;
}
