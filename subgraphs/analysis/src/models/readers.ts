import type { Language } from '@visiobook/schema';
import type { EntitySpan } from '../domain/ports.ts';
import type { ReadingRows, ReadingTask, SentenceEntity } from '../domain/readings.ts';
import type { SentenceModel } from './emotion/sentence-model.ts';
import type { TextTagger } from './reader/model-entity-tagger.ts';
import { computeLater } from './runtime/computation.ts';

/** What each task reads at once: the text of a sentence, or the tokens of sentences that stand behind each other. */
export interface ReadingItems {
  mood: string;
  entities: string[][];
}

/** What it says of that: a row, or a row a sentence. */
export interface ReadItems {
  mood: ReadingRows['mood'];
  entities: ReadingRows['entities'][];
}

/** Models as they are served: many items of one language in, an answer each out, none depending on the others. */
export interface Readers {
  tasks: ReadingTask[];
  read<T extends ReadingTask>(
    task: T,
    items: readonly ReadingItems[T][],
    language: Language,
  ): Promise<ReadItems[T][]>;
}

/** Serves the models that an engine has. */
export function readersOf(models: { mood: SentenceModel | null; tagger: TextTagger | null }): Readers {
  const { mood, tagger } = models;
  const byTask = {
    ...(mood && {
      mood: async (texts: readonly string[], language: Language) =>
        (await computeLater(mood.reading(texts, language))).map((row) => Array.from(row)),
    }),
    ...(tagger && {
      entities: (passages: readonly string[][][], language: Language) => tagged(tagger, passages, language),
    }),
  } as {
    [T in ReadingTask]?: (items: readonly ReadingItems[T][], language: Language) => Promise<ReadItems[T][]>;
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

async function tagged(
  tagger: TextTagger,
  passages: readonly string[][][],
  language: Language,
): Promise<SentenceEntity[][][]> {
  const texts = passages.map((sentences) => textOf(sentences, language));
  const found = await computeLater(tagger.taggingAll(texts, language));
  return texts.map(({ sentences }, i) => bySentence(found[i]!, sentences));
}

function textOf(passage: readonly string[][], language: Language) {
  const sentences: { firstToken: number; endToken: number }[] = [];
  for (const { length } of passage) {
    const firstToken = sentences.at(-1)?.endToken ?? 0;
    sentences.push({ firstToken, endToken: firstToken + length });
  }
  return { language, tokens: passage.flat().map((text) => ({ text })), sentences };
}

function bySentence(
  spans: readonly EntitySpan[],
  sentences: readonly { firstToken: number; endToken: number }[],
): SentenceEntity[][] {
  const rows: SentenceEntity[][] = sentences.map(() => []);
  let at = 0;
  for (const span of spans) {
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
