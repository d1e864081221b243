import type { AnalysedQuote, AnalysedScene } from '../book-analysis.ts';
import { firstBehind, sceneSentences } from '../digest/scene-sentences.ts';
import type { AnalysisPorts, SceneRange, SceneStory, StoryContext, ToldSentence } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { sceneCast } from './scene-cast.ts';

/**
 * Puts scenes together by their index, asked for in order, and tells what happens in any of them. `taken` holds the
 * titles of scenes that were put together before.
 */
export function sceneBuilder(
  context: StoryContext,
  stages: AnalysisPorts,
  ranges: readonly SceneRange[],
  taken: Set<string> = new Set(),
): { build(index: number): AnalysedScene; tell(index: number): ToldSentence[] } {
  const { book, people, speech } = context;
  const settings = stages.setting.describe(book, ranges, people, speech);
  const emotions = stages.emotion.score(book, ranges);
  const known = new Map<number, ToldSentence[]>();
  const storyOf = (index: number): SceneStory => {
    const scene = ranges[index]!;
    return { scene, cast: sceneCast(context, scene), setting: settings[index]!, scenes: ranges.length };
  };
  const tell = (index: number, story = storyOf(index)): ToldSentence[] => {
    const told = known.get(index) ?? stages.summary.tell(context, story);
    known.set(index, told);
    return told;
  };
  const build = (index: number): AnalysedScene => {
    const story = storyOf(index);
    const { scene, cast, setting } = story;
    const emotion = emotions[index]!;
    const digest = stages.summary.digest(context, story);
    const told = tell(index, story);
    const title = stages.titles.title(context, story, told, taken);
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
      cast: [...cast],
      summary: told.map(({ text }) => text).join(' '),
      summarySentences: told.map(({ text, span }) => ({ text, span })),
      writtenBy: null,
      visualPrompt: stages.prompts.prompt(context, story, emotion, told),
      props,
      quotes: sceneQuotes(context, scene),
      digest,
      sentences: sceneSentences(context, scene).map(({ told }) => told),
      confidence: Math.round(scene.confidence * 100) / 100,
    };
  };
  return { build, tell: (index) => tell(index) };
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
