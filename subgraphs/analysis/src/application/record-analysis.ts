import type { BookDocument, NarrationSentence } from '@visiobook/schema';
import { idFrom } from '@visiobook/service';
import type { AnalysedSentence, BookAnalysis } from '../domain/book-analysis.ts';
import type { Chapter, Character, ModelInfo, WholeAnalysis, WholeScene } from './library.ts';
import { briefHash, sceneBrief } from './scene-brief.ts';

export interface AnalysisIdentity {
  projectId: string;
  documentId: string;
  contentHash: string;
  models: ModelInfo[];
  modelVersion: string;
}

/** The same book in the same project, read by the same models, is the same analysis. */
export function analysisIdOf(
  of: Pick<AnalysisIdentity, 'projectId' | 'contentHash' | 'modelVersion'>,
): string {
  return idFrom('analysis', of.projectId, of.contentHash, of.modelVersion);
}

/** Turns what the engine found into what is stored. Ids follow from the analysis's, so a repetition makes the same. */
export function recordAnalysis(
  book: BookDocument,
  found: BookAnalysis,
  identity: AnalysisIdentity,
  createdAt: Date,
): WholeAnalysis {
  const { projectId } = identity;
  const analysisId = analysisIdOf(identity);
  const analysis = {
    ...identity,
    id: analysisId,
    title: book.title,
    language: book.language,
    summary: found.summary,
    wordCount: found.words,
    tokenCount: found.tokens,
    createdAt,
  };
  const characters = found.characters.map(
    ({ key, ...rest }): Character => ({
      ...rest,
      id: idFrom('character', analysisId, key),
      analysisId,
      projectId,
      index: key,
    }),
  );
  const idOfKey = (key: number | null) => (key === null ? null : (characters[key]?.id ?? null));
  const spoken = ({ text, span, speaker }: AnalysedSentence): NarrationSentence => ({
    text,
    span,
    speakerId: idOfKey(speaker),
  });
  const chapters = found.chapters.map(
    (chapter): Chapter => ({
      ...chapter,
      analysisId,
      sceneCount: found.scenes.filter(({ chapterIndex }) => chapterIndex === chapter.index).length,
    }),
  );
  const scenes = found.scenes.map(({ cast, quotes, sentences, digest, ...rest }): WholeScene => {
    const id = idFrom('scene', analysisId, rest.index);
    const present = [...new Set(cast)].flatMap((key) => characters[key] ?? []);
    const scene = {
      ...rest,
      id,
      analysisId,
      projectId,
      text: book.text.slice(rest.span.start, rest.span.end),
      digest: digest.map(spoken),
      sentences: sentences.map(spoken),
      castIds: present.map((character) => character.id),
      quotes: quotes.map(({ speaker, ...quote }, position) => ({
        ...quote,
        sceneId: id,
        position,
        speakerId: idOfKey(speaker),
      })),
    };
    const chapter = chapters[rest.chapterIndex] ?? { title: null };
    return { ...scene, inputHash: briefHash(sceneBrief({ analysis, chapter, scene, cast: present })) };
  });
  const places = found.places.map((place, index) => ({ ...place, index }));
  return { analysis, chapters, characters, places, scenes };
}
