import type { EntitySpan } from './ports.ts';

/** An entity in a sentence: its tokens are counted from the sentence's first. */
export type SentenceEntity = EntitySpan;

/**
 * What models say of sentences, one row a sentence, by what they are asked for. Plain data: with it a book is analysed
 * without the models at hand.
 */
export interface ReadingRows {
  /** The outputs of the model of moods, in the order of its manifest. */
  mood: number[];
  entities: SentenceEntity[];
}
export type ReadingTask = keyof ReadingRows;

/** The rows of all sentences of a chapter, in their order; without a task that no model does. */
export type ChapterReadings = { [T in ReadingTask]?: ReadingRows[T][] };
