import type { BookDocument } from '@visiobook/schema';
import type {
  AnalysedChapter,
  AnalysedCharacter,
  AnalysedScene,
  AnalysisStep,
  BookAnalysis,
} from './book-analysis.ts';
import { rulePromptWriter } from './digest/prompt-writer.ts';
import { extractiveSummariser } from './digest/scene-summariser.ts';
import { ruleTitleWriter } from './digest/title-writer.ts';
import { lexiconEmotionScorer } from './emotion/emotion-scorer.ts';
import { ruleEntityFinder } from './people/entity-finder.ts';
import type { AnalysisPorts, Cast, SceneRange, StoryContext } from './ports.ts';
import { sceneBuilder } from './scenes/build-scene.ts';
import { ruleSceneDescriber } from './scenes/scene-describer.ts';
import { ruleSceneSegmenter } from './scenes/scene-segmenter.ts';
import { ruleQuoteAttributor } from './speech/quote-attributor.ts';
import { quoteFinder } from './speech/quote-finder.ts';
import { readBook } from './text/book-text.ts';

export type * from './book-analysis.ts';

/** The rules and statistics that stand in wherever no model is given. */
export const BASELINE: AnalysisPorts = {
  speech: quoteFinder,
  entities: null,
  people: ruleEntityFinder,
  attribution: ruleQuoteAttributor,
  scenes: ruleSceneSegmenter,
  setting: ruleSceneDescriber,
  emotion: lexiconEmotionScorer,
  summary: extractiveSummariser,
  titles: ruleTitleWriter,
  prompts: rulePromptWriter,
};

/** Analyses a book, one step a chapter; the first step says that the people are known. */
export function* analyseBook(
  book: BookDocument,
  ports: Partial<AnalysisPorts> = {},
): Generator<AnalysisStep, BookAnalysis> {
  const stages: AnalysisPorts = { ...BASELINE, ...ports };
  const text = readBook(book);
  const total = text.chapters.length;
  const speech = stages.speech.find(text);
  const entities = stages.entities?.tag(text) ?? [];
  const people = stages.people.find(text, speech, entities);
  const attributions = stages.attribution.attribute(text, speech, people);
  const context: StoryContext = { book: text, people, speech, attributions };
  yield { done: 0, total, message: book.title };

  const ranges = text.chapters.map((chapter) => stages.scenes.segment(text, chapter, people));
  const allRanges: SceneRange[] = ranges.flat();
  const build = sceneBuilder(context, stages, allRanges);
  const scenes: AnalysedScene[] = [];
  const chapters: AnalysedChapter[] = [];
  for (const [i, chapter] of text.chapters.entries()) {
    const digests = ranges[i]!.map(() => {
      const scene = build(scenes.length);
      scenes.push(scene);
      return scene.digest;
    });
    const { index, title, start, end } = chapter;
    chapters.push({
      index,
      title,
      span: { start, end },
      summary: stages.summary.summarise(context, digests, 3),
    });
    yield { done: i + 1, total, message: title ?? `${index + 1}` };
  }
  return {
    language: book.language,
    summary: stages.summary.summarise(
      context,
      scenes.map(({ digest }) => digest),
      6,
    ),
    chapters,
    characters: characters(people),
    places: people.places,
    scenes,
    tokens: text.tokens.length,
    words: text.words,
  };
}

function characters({ characters: drafts }: Cast): AnalysedCharacter[] {
  const most = Math.max(
    1,
    ...drafts.filter(({ isNarrator }) => !isNarrator).map(({ mentionCount }) => mentionCount),
  );
  return drafts.map(({ isNarrator: _narrator, spoken: _spoken, ...draft }, key) => ({
    key,
    ...draft,
    importance: Math.min(1, draft.mentionCount / most),
  }));
}
