import type { ChapterRead } from '../application/ports.ts';
import { type ChapterReadings, READINGS_OF, type Readings, type ReadingTask } from '../domain/readings.ts';
import type { BookText, Sentence } from '../domain/text/book-text.ts';
import type { ReadingItems } from '../models/readers.ts';

/** Has the models read sentences: one row an item. */
export type Ask = (task: ReadingTask, items: unknown[], lengths: number[]) => Promise<unknown[]>;

/** Tokens of one request: enough to fill batches, and a chapter without end is still sent in pieces. */
const PORTION_TOKENS = 4096;
/** Chapters under way at a time, so that the models need not wait for the reader of their rows. */
const AHEAD = 2;

/** The models' readings of each chapter, in order; `known` ones are not asked for again. */
export async function* readChapters(
  text: BookText,
  tasks: readonly ReadingTask[],
  known: ReadonlyMap<number, ChapterReadings>,
  ask: Ask,
): AsyncGenerator<ChapterRead> {
  const total = text.chapters.length;
  const read = async (chapter: number): Promise<ChapterReadings> => {
    const sentences = sentencesOf(text, chapter);
    const before = known.get(chapter);
    const wanted = tasks.flatMap((task) => READINGS_OF[task]);
    if (before && wanted.every((reading) => before[reading]?.length === sentences.length)) return before;
    const parts = await Promise.all(
      tasks.map(async (task) => columnsOf(task, await readSentences(text, task, sentences, ask))),
    );
    return Object.assign({}, ...parts);
  };
  const underWay: Promise<ChapterReadings>[] = [];
  for (let chapter = 0; chapter < total; chapter++) {
    for (let next = chapter + underWay.length; next < Math.min(total, chapter + AHEAD); next++) {
      const reading = read(next);
      // Its failure is thrown when its turn comes.
      reading.catch(() => {});
      underWay.push(reading);
    }
    const readings = await underWay.shift()!;
    const { title } = text.chapters[chapter]!;
    yield {
      kind: 'readings',
      chapter,
      readings,
      done: chapter + 1,
      total,
      message: title ?? `${chapter + 1}`,
    };
  }
}

async function readSentences(
  text: BookText,
  task: ReadingTask,
  sentences: readonly Sentence[],
  ask: Ask,
): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (const portion of portions(sentences)) {
    const items = portion.map((sentence) => ITEM[task](text, sentence));
    const lengths = portion.map(lengthOf);
    for (const row of await ask(task, items, lengths)) rows.push(row);
  }
  return rows;
}

/** What the rows of a task say, each thing by itself. */
function columnsOf(task: ReadingTask, rows: readonly unknown[]): ChapterReadings {
  const readings = READINGS_OF[task];
  return Object.fromEntries(
    readings.map((reading) => [
      reading,
      readings.length === 1 ? rows : (rows as Readings[]).map((row) => row[reading]),
    ]),
  );
}

/** A sentence as the models of a task want it. */
const ITEM: { [T in ReadingTask]: (text: BookText, sentence: Sentence) => ReadingItems[T] } = {
  mood: ({ text }, { start, end }) => text.slice(start, end),
  entities: ({ tokens }, { firstToken, endToken }) =>
    tokens.slice(firstToken, endToken).map((token) => token.text),
  together: (text, sentence) => ({ text: ITEM.mood(text, sentence), tokens: ITEM.entities(text, sentence) }),
};

function sentencesOf({ paragraphs, sentences, chapters }: BookText, chapter: number): Sentence[] {
  const { firstParagraph, endParagraph } = chapters[chapter]!;
  if (firstParagraph === endParagraph) return [];
  return sentences.slice(
    paragraphs[firstParagraph]!.firstSentence,
    paragraphs[endParagraph - 1]!.endSentence,
  );
}

function* portions(sentences: readonly Sentence[]): Generator<Sentence[]> {
  let portion: Sentence[] = [];
  let tokens = 0;
  for (const sentence of sentences) {
    if (portion.length > 0 && tokens + lengthOf(sentence) > PORTION_TOKENS) {
      yield portion;
      portion = [];
      tokens = 0;
    }
    portion.push(sentence);
    tokens += lengthOf(sentence);
  }
  if (portion.length > 0) yield portion;
}

function lengthOf({ firstToken, endToken }: Sentence): number {
  return endToken - firstToken;
}
