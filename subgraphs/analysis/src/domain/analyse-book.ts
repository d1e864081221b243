import type { BookDocument } from '@visiobook/schema';
import type {
  AnalysedCharacter,
  AnalysisEnd,
  AnalysisStep,
  BookAnalysis,
  FoundBefore,
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
import { type BookText, readBook } from './text/book-text.ts';

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

/** Analyses a book whole, one step a chapter; the first step says that the people are known. */
export function* analyseBook(
  book: BookDocument,
  ports: Partial<AnalysisPorts> = {},
): Generator<AnalysisStep, BookAnalysis> {
  const text = readBook(book);
  const { language, tokens, words } = text;
  const found: Omit<BookAnalysis, 'summary'> = {
    language,
    chapters: [],
    characters: [],
    places: [],
    scenes: [],
    tokens: tokens.length,
    words,
  };
  const steps = analysisSteps(text, ports);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { ...found, ...value };
    if (value.kind === 'people') {
      found.characters = value.characters;
      found.places = value.places;
    } else {
      found.chapters.push(value.chapter);
      found.scenes.push(...value.scenes);
    }
    yield value;
  }
}

/** Finds things chapter by chapter. Goes on where an interrupted analysis stopped, and finds what it would have found. */
export function* analysisSteps(
  text: BookText,
  ports: Partial<AnalysisPorts> = {},
  before: FoundBefore = { chapters: 0, scenes: [] },
): Generator<AnalysisStep, AnalysisEnd> {
  const stages: AnalysisPorts = { ...BASELINE, ...ports };
  const total = text.chapters.length;
  const speech = stages.speech.find(text);
  const entities = stages.entities?.tag(text) ?? [];
  const people = stages.people.find(text, speech, entities);
  const attributions = stages.attribution.attribute(text, speech, people);
  const context: StoryContext = { book: text, people, speech, attributions };
  yield {
    kind: 'people',
    done: before.chapters,
    total,
    message: text.title,
    characters: characters(people),
    places: people.places,
  };

  const ranges = text.chapters.map((chapter) => stages.scenes.segment(text, chapter, people));
  checkFoundBefore(before, ranges);
  const all = ranges.flat();
  const { build, tell } = sceneBuilder(
    context,
    stages,
    all,
    new Set(before.scenes.map(({ title }) => title)),
  );
  let done = before.scenes.length;
  for (const [i, chapter] of text.chapters.entries()) {
    if (i < before.chapters) continue;
    const first = done;
    const scenes = ranges[i]!.map(() => build(done++));
    const { index, title, start, end } = chapter;
    const told = scenes.map((_, k) => tell(first + k));
    const summary = stages.summary.summarise(context, told, sentencesFor(scenes.length, CHAPTER));
    yield {
      kind: 'chapter',
      done: i + 1,
      total,
      message: title ?? `${index + 1}`,
      chapter: { index, title, span: { start, end }, summary },
      scenes,
    };
  }
  const told = all.map((_, i) => tell(i));
  return { summary: stages.summary.summarise(context, told, sentencesFor(all.length, BOOK)) };
}

/** How many sentences tell a chapter, and how many a book: more where more happens. */
const CHAPTER = { fewest: 3, most: 5, scenesEach: 3 };
const BOOK = { fewest: 6, most: 10, scenesEach: 10 };

function sentencesFor(scenes: number, { fewest, most, scenesEach }: typeof CHAPTER): number {
  return Math.min(most, Math.max(fewest, Math.ceil(scenes / scenesEach)));
}

/** Other scenes than before mean other rules under the same version: going on would mix the two. */
function checkFoundBefore({ chapters, scenes }: FoundBefore, ranges: readonly SceneRange[][]): void {
  const now = ranges.slice(0, chapters).flat().length;
  if (now !== scenes.length)
    throw new Error(
      `The first ${chapters} chapters had ${scenes.length} scenes before and have ${now} now; an engine that finds other things needs another version.`,
    );
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
