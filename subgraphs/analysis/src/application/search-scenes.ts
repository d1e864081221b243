import type { Language } from '@visiobook/schema';
import type { Analysis, SceneHit } from './library.ts';
import type { Library, MeaningReader, NearPassage, SceneIndex } from './ports.ts';

export interface SearchParts {
  library: Pick<Library, 'findScenes' | 'textsOfScenes'>;
  index: SceneIndex;
  /** Null when its weights cannot be used: then only words are compared. */
  meaning: MeaningReader | null;
}

/** Candidates of each list, of which the best are shown. */
const POOL = 60;
/** Reciprocal rank fusion: how little the first ranks differ, and what a list counts for. */
const EVENNESS = 10;
const WORDS = 1;
const MEANING = 1;
/** Below this share of known words, a question is not in a language. */
const KNOWN = 0.6;
/** Novels quote the other language: a question is in the language that knows most of its words, or about as many. */
const ABOUT = 0.1;
const EXCERPT_CHARACTERS = 220;
/** Whoever writes these wants the very words. */
const OPERATORS = /["“”«»]|(?:^|\s)-\p{L}|\sor\s/iu;

/**
 * Finds scenes by their words, a list a language, and by what they are about; all lists become one by their ranks. What a
 * text is about is one direction in both languages, so that a question finds scenes of books in the other one.
 */
export async function searchScenes(
  { library, index, meaning }: SearchParts,
  analyses: readonly Pick<Analysis, 'id' | 'language'>[],
  text: string,
  first: number,
): Promise<SceneHit[]> {
  const isExact = OPERATORS.test(text);
  const scores = new Map<string, number>();
  const meant = meaning && !isExact ? meantBy(meaning, text) : null;
  const wordsOf = new Map<string, Language>();
  const near = new Map<string, NearPassage>();
  const add = (ids: readonly string[], weight: number) => {
    for (const [rank, id] of ids.entries())
      scores.set(id, (scores.get(id) ?? 0) + weight / (EVENNESS + rank + 1));
  };
  for (const [language, books] of Map.groupBy(analyses, (analysis) => analysis.language)) {
    const scope = { analysisIds: books.map(({ id }) => id), language };
    const words = isExact
      ? await index.exactWords(scope, text, POOL)
      : await index.anyWords(scope, text, POOL);
    for (const id of words) wordsOf.set(id, language);
    add(words, WORDS);
  }
  const vectorFor = ({ language }: { language: Language }) =>
    meant?.get(language) ?? meant?.values().next().value;
  for (const [vector, books] of Map.groupBy(analyses, vectorFor)) {
    if (!meaning || !vector) continue;
    const analysisIds = books.map(({ id }) => id);
    const passages = await index.nearest({ analysisIds, model: meaning.id, vector, limit: POOL });
    for (const passage of passages) near.set(passage.sceneId, passage);
    add(
      passages.map(({ sceneId }) => sceneId),
      MEANING,
    );
  }
  const best = [...scores].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, first);
  const ids = best.map(([id]) => id);
  const scenes = new Map((await library.findScenes(ids)).map((scene) => [scene.id, scene]));
  const excerpts = await excerptsFor({ library, index }, ids, { text, isExact, wordsOf, near });
  return best.flatMap(([id, score]) => {
    const scene = scenes.get(id);
    return scene ? [{ scene, projectId: scene.projectId, score, excerpt: excerpts.get(id) ?? '' }] : [];
  });
}

/** What a question is about in each language that it may be in, the likeliest first. */
function meantBy(meaning: MeaningReader, text: string): Map<Language, Float32Array> {
  const read = meaning.languages
    .map((language) => ({ language, ...meaning.read(text, language) }))
    .sort((a, b) => b.known - a.known);
  const least = Math.max(KNOWN, read[0]!.known - ABOUT);
  return new Map(
    read.flatMap(({ language, vector, known }) => (vector && known >= least ? [[language, vector]] : [])),
  );
}

/** Around the words where there are any, else the beginning of the nearest passage. */
async function excerptsFor(
  { library, index }: Pick<SearchParts, 'library' | 'index'>,
  ids: readonly string[],
  found: {
    text: string;
    isExact: boolean;
    wordsOf: ReadonlyMap<string, Language>;
    near: ReadonlyMap<string, NearPassage>;
  },
): Promise<Map<string, string>> {
  const { text, isExact, wordsOf, near } = found;
  const excerpts = new Map<string, string>();
  for (const language of new Set(wordsOf.values())) {
    const own = ids.filter((id) => wordsOf.get(id) === language);
    for (const [id, excerpt] of await index.excerptsOf(own, { text, language, isExact }))
      excerpts.set(id, excerpt);
  }
  const others = ids.filter((id) => !excerpts.has(id));
  if (others.length === 0) return excerpts;
  const scenes = new Map((await library.findScenes(others)).map(({ id, span }) => [id, span]));
  for (const { sceneId, text: whole } of await library.textsOfScenes(others)) {
    const { start, end } = near.get(sceneId)!.span;
    const from = scenes.get(sceneId)!.start;
    excerpts.set(sceneId, shortened(whole.slice(start - from, end - from)));
  }
  return excerpts;
}

function shortened(text: string): string {
  const whole = text.trim().replace(/\s+/g, ' ');
  if (whole.length <= EXCERPT_CHARACTERS) return whole;
  return whole.slice(0, whole.lastIndexOf(' ', EXCERPT_CHARACTERS));
}
