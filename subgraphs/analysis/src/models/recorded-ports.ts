import type { AnalysisPorts } from '../domain/ports.ts';
import type { ChapterReadings, ReadingTask } from '../domain/readings.ts';
import { modelEmotionScorer } from './emotion/model-emotion-scorer.ts';
import type { ModelManifest } from './weights/model-manifest.ts';

/** What whoever uses readings must know of the models that made them. */
export interface ReadingCards {
  tasks: ReadingTask[];
  /** The manifest of the model of moods, which says what its outputs mean. */
  mood: ModelManifest | null;
  /** The weights that find borders: small enough for whoever runs the stages to load. */
  borders: string | null;
  /** The weights that link pronouns and descriptions, which are smaller still. */
  links: string | null;
}

/** The stages that models take over, from what the models said of all chapters, in order. */
export function recordedPorts(
  { tasks, mood }: Pick<ReadingCards, 'tasks' | 'mood'>,
  chapters: readonly ChapterReadings[],
): Partial<AnalysisPorts> {
  const rowsOf = <T extends ReadingTask>(task: T) =>
    chapters.flatMap((chapter) => (chapter[task] ?? []) as NonNullable<ChapterReadings[T]>);
  const ports: Partial<AnalysisPorts> = {};
  if (mood && tasks.includes('mood')) {
    const rows = rowsOf('mood').map((row) => Float32Array.from(row));
    ports.emotion = modelEmotionScorer({ manifest: mood, read: () => rows, dispose: () => {} });
  }
  if (tasks.includes('entities')) {
    const rows = rowsOf('entities');
    ports.entities = {
      tag: ({ sentences }) =>
        sentences.flatMap(({ firstToken }, i) =>
          rows[i]!.map((span) => ({
            ...span,
            firstToken: firstToken + span.firstToken,
            endToken: firstToken + span.endToken,
          })),
        ),
    };
  }
  return ports;
}
