import type { SceneFilter, SummarySentence } from '../application/library.ts';
import type {
  AnalysisResolvers,
  ChapterSummaryResolvers,
  SceneFilter as SceneFilterInput,
} from '../generated/graphql.ts';

export const analysis: AnalysisResolvers = {
  __resolveReference: ({ id }, { library }) => library.analysis(id),
  document: ({ documentId }) => ({ id: documentId }),
  summary: ({ summary }) => joined(summary),
  summarySentences: ({ summary }) => summary,
  chapters: ({ id }, _, { library }) => library.chapters(id),
  scenes: ({ id }, { filter, ...page }, { library }) => library.scenes(id, filterOf(filter), page),
  characters: ({ id }, _, { library }) => library.charactersOf(id),
  places: ({ id }, _, { library }) => library.places(id),
};

export const chapterSummary: ChapterSummaryResolvers = {
  summary: ({ summary }) => joined(summary),
  summarySentences: ({ summary }) => summary,
};

function joined(sentences: readonly SummarySentence[]): string {
  return sentences.map(({ text }) => text).join(' ');
}

/** In GraphQL, a field that is null and one that is left out say the same. */
function filterOf(filter: SceneFilterInput | null | undefined): SceneFilter {
  return {
    characterId: filter?.characterId ?? undefined,
    chapterIndex: filter?.chapterIndex ?? undefined,
    emotion: filter?.emotion ?? undefined,
  };
}
