import type { ChapterRead } from '../application/ports.ts';
import type { ChapterReadings, ReadingTask } from '../domain/readings.ts';
import type { BookText, Sentence } from '../domain/text/book-text.ts';
import { passagesOf } from '../models/reader/passages.ts';

/** Has the models read items, one answer each. */
export type Ask = (task: ReadingTask, items: unknown[], lengths: number[]) => Promise<unknown[]>;

/** Tokens of one request: enough to fill batches, and a chapter without end is still sent in pieces. */
const PORTION_TOKENS = 4096;
/** Tokens that a reader has before it at once, where it reads sentences together: what it says depends on them alone. */
const PASSAGE_TOKENS = 96;
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
    if (before && tasks.every((task) => before[task]?.length === sentences.length)) return before;
    const rows = await Promise.all(tasks.map((task) => readSentences(text, task, sentences, ask)));
    return Object.fromEntries(tasks.map((task, i) => [task, rows[i]!]));
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

interface Item {
  item: unknown;
  tokens: number;
}

async function readSentences(
  text: BookText,
  task: ReadingTask,
  sentences: readonly Sentence[],
  ask: Ask,
): Promise<unknown[]> {
  const { itemsOf, rowsOf } = TASKS[task];
  const rows: unknown[] = [];
  for (const portion of passagesOf(itemsOf(text, sentences), ({ tokens }) => tokens, PORTION_TOKENS)) {
    const answers = await ask(
      task,
      portion.map(({ item }) => item),
      portion.map(({ tokens }) => tokens),
    );
    for (const row of rowsOf(answers)) rows.push(row);
  }
  return rows;
}

/** What the model of a task is asked of sentences, and how its answers become a row a sentence. */
interface TaskItems {
  itemsOf(text: BookText, sentences: readonly Sentence[]): Item[];
  rowsOf(answers: unknown[]): unknown[];
}

const TASKS: Readonly<Record<ReadingTask, TaskItems>> = {
  mood: {
    itemsOf: ({ text }, sentences) =>
      sentences.map((sentence) => ({
        item: text.slice(sentence.start, sentence.end),
        tokens: lengthOf(sentence),
      })),
    rowsOf: (answers) => answers,
  },
  entities: {
    itemsOf: ({ tokens }, sentences) =>
      passagesOf(sentences, lengthOf, PASSAGE_TOKENS).map((passage) => ({
        item: passage.map(({ firstToken, endToken }) =>
          tokens.slice(firstToken, endToken).map(({ text }) => text),
        ),
        tokens: passage.reduce((sum, sentence) => sum + lengthOf(sentence), 0),
      })),
    rowsOf: (answers) => answers.flat(),
  },
};

function sentencesOf({ paragraphs, sentences, chapters }: BookText, chapter: number): Sentence[] {
  const { firstParagraph, endParagraph } = chapters[chapter]!;
  if (firstParagraph === endParagraph) return [];
  return sentences.slice(
    paragraphs[firstParagraph]!.firstSentence,
    paragraphs[endParagraph - 1]!.endSentence,
  );
}

function lengthOf({ firstToken, endToken }: Sentence): number {
  return endToken - firstToken;
}
