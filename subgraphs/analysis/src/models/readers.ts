import type { Language } from '@visiobook/schema';
import type { ReadingRows, ReadingTask, SentenceEntity } from '../domain/readings.ts';
import type { SentenceModel } from './emotion/sentence-model.ts';
import type { ModelTagger } from './reader/model-entity-tagger.ts';
import { computeLater } from './runtime/computation.ts';

/** A sentence as each task wants it: the text itself, or its tokens. */
export interface ReadingItems {
  mood: string;
  entities: string[];
}

/** Models as they are served: many sentences of one language in, one row each out, none depending on the others. */
export interface Readers {
  tasks: ReadingTask[];
  read<T extends ReadingTask>(
    task: T,
    items: readonly ReadingItems[T][],
    language: Language,
  ): Promise<ReadingRows[T][]>;
}

/** Serves the models that an engine has. */
export function readersOf(models: { mood: SentenceModel | null; tagger: ModelTagger | null }): Readers {
  const { mood, tagger } = models;
  const byTask = {
    ...(mood && {
      mood: async (texts: readonly string[], language: Language) =>
        (await computeLater(mood.reading(texts, language))).map((row) => Array.from(row)),
    }),
    ...(tagger && {
      entities: (sentences: readonly string[][], language: Language) => tagged(tagger, sentences, language),
    }),
  } as {
    [T in ReadingTask]?: (items: readonly ReadingItems[T][], language: Language) => Promise<ReadingRows[T][]>;
  };
  return {
    tasks: Object.keys(byTask) as ReadingTask[],
    async read(task, items, language) {
      const read = byTask[task];
      if (!read) throw new Error(`No model here reads ${task}.`);
      return read(items, language);
    },
  };
}

/** The tagger reads texts: sentences of any books make one, and its spans go back to the sentences they are in. */
async function tagged(
  tagger: ModelTagger,
  batch: readonly string[][],
  language: Language,
): Promise<SentenceEntity[][]> {
  const tokens = batch.flat().map((text) => ({ text }));
  const sentences: { firstToken: number; endToken: number }[] = [];
  for (const { length } of batch) {
    const firstToken = sentences.at(-1)?.endToken ?? 0;
    sentences.push({ firstToken, endToken: firstToken + length });
  }
  const rows: SentenceEntity[][] = batch.map(() => []);
  let at = 0;
  for (const span of await computeLater(tagger.tagging({ language, tokens, sentences }))) {
    while (span.firstToken >= sentences[at]!.endToken) at++;
    const { firstToken } = sentences[at]!;
    rows[at]!.push({
      ...span,
      firstToken: span.firstToken - firstToken,
      endToken: span.endToken - firstToken,
    });
  }
  return rows;
}
