import type { ModelInfo } from '../domain/models.ts';
import type { AnalysisPorts } from '../domain/ports.ts';
import { type ChapterReadings, READINGS_OF, type Reading, type ReadingTask } from '../domain/readings.ts';
import { modelEmotionScorer } from './emotion/model-emotion-scorer.ts';
import { agreeOnNames } from './reader/agree-on-names.ts';
import type { ModelManifest } from './weights/model-manifest.ts';

/** What whoever goes over a book must know of the engine's models. */
export interface EngineCards {
  /** The small models that do stages by themselves. */
  stages: ModelInfo[];
  /** What sentences are read for beforehand. */
  tasks: ReadingTask[];
  /** The manifest of the model of moods, which says what its outputs mean. */
  mood: ModelManifest | null;
}

/** The stages that models take over, from what the models said of all chapters, in order. */
export function recordedPorts(
  { tasks, mood }: Pick<EngineCards, 'tasks' | 'mood'>,
  chapters: readonly ChapterReadings[],
): Partial<AnalysisPorts> {
  const read = new Set(tasks.flatMap((task) => READINGS_OF[task]));
  const rowsOf = <R extends Reading>(reading: R) =>
    chapters.flatMap((chapter) => (chapter[reading] ?? []) as NonNullable<ChapterReadings[R]>);
  const ports: Partial<AnalysisPorts> = {};
  if (mood && read.has('mood')) {
    const rows = rowsOf('mood').map((row) => Float32Array.from(row));
    ports.emotion = modelEmotionScorer({ manifest: mood, read: () => rows });
  }
  if (read.has('entities')) {
    const rows = rowsOf('entities');
    ports.entities = {
      tag: ({ sentences, tokens }) =>
        agreeOnNames(
          sentences.flatMap(({ firstToken }, i) =>
            rows[i]!.map((span) => ({
              ...span,
              firstToken: firstToken + span.firstToken,
              endToken: firstToken + span.endToken,
            })),
          ),
          tokens,
        ),
    };
  }
  return ports;
}
