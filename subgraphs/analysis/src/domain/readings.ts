import type { EntitySpan } from './ports.ts';

/** An entity in a sentence: its tokens are counted from the sentence's first. */
export type SentenceEntity = EntitySpan;

/** What models say of a sentence. Plain data: with it a book is analysed without the models at hand. */
export interface Readings {
  /** The outputs of the model of moods, in the order of its manifest. */
  mood: number[];
  entities: SentenceEntity[];
}
export type Reading = keyof Readings;

/** One row a sentence, by what models are asked for: one thing, or all that heads above one encoder say. */
export interface ReadingRows extends Readings {
  together: Readings;
}
export type ReadingTask = keyof ReadingRows;

/** What the rows of a task hold. */
export const READINGS_OF: Readonly<Record<ReadingTask, readonly Reading[]>> = {
  mood: ['mood'],
  entities: ['entities'],
  together: ['mood', 'entities'],
};

/** What was said of all sentences of a chapter, in their order; nothing of what no model reads. */
export type ChapterReadings = { [R in Reading]?: Readings[R][] };
