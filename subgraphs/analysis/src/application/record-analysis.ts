import type { BookDocument, NarrationSentence } from '@visiobook/schema';
import { idFrom } from '@visiobook/service';
import type { AnalysedSentence, ChapterFound, PeopleFound } from '../domain/book-analysis.ts';
import type { Analysis, Chapter, Character, ModelInfo, Place, WholeChapter, WholeScene } from './library.ts';
import type { TextCut } from './ports.ts';
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

/**
 * Turns what the engine finds into what is stored, piece by piece. Ids follow from the analysis's, so a repetition makes
 * the same.
 */
export function analysisRecorder(book: BookDocument, identity: AnalysisIdentity) {
  const { projectId } = identity;
  const analysisId = analysisIdOf(identity);
  let characters: Character[] = [];
  const idOfKey = (key: number | null) => (key === null ? null : (characters[key]?.id ?? null));
  const spoken = ({ text, span, speaker }: AnalysedSentence): NarrationSentence => ({
    text,
    span,
    speakerId: idOfKey(speaker),
  });

  return {
    /** The analysis before anything is found in it. */
    opened: ({ chapters, tokens, words }: TextCut, createdAt: Date): Analysis => ({
      ...identity,
      id: analysisId,
      title: book.title,
      language: book.language,
      status: 'RUNNING',
      chapterCount: chapters,
      chaptersDone: 0,
      summary: [],
      wordCount: words,
      tokenCount: tokens,
      createdAt,
    }),

    /** Comes before all chapters: they name the people by their ids. */
    people(found: PeopleFound): { characters: Character[]; places: Place[] } {
      characters = found.characters.map(({ key, ...rest }) => ({
        ...rest,
        id: idFrom('character', analysisId, key),
        analysisId,
        projectId,
        index: key,
      }));
      return { characters, places: found.places.map((place, index) => ({ ...place, index })) };
    },

    chapter(found: ChapterFound): WholeChapter {
      const chapter: Chapter = { ...found.chapter, analysisId, sceneCount: found.scenes.length };
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
        return {
          ...scene,
          inputHash: briefHash(sceneBrief({ analysis: book, chapter, scene, cast: present })),
        };
      });
      return { chapter, scenes };
    },
  };
}
