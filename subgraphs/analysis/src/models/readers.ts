import type { Language } from '@visiobook/schema';
import type { ReadingRows, ReadingTask, SentenceEntity } from '../domain/readings.ts';
import type { MoodModel, SharedMood } from './emotion/load-mood.ts';
import type { EncodedVisitor } from './encoder/encode-tokens.ts';
import type { ModelTagger } from './reader/model-entity-tagger.ts';
import { computeLater } from './runtime/computation.ts';

/** A sentence as each task wants it: the text itself, or its tokens. */
export interface ReadingItems {
  mood: string;
  entities: string[];
  together: { text: string; tokens: string[] };
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

type ReaderOf<T extends ReadingTask> = (
  items: readonly ReadingItems[T][],
  language: Language,
) => Promise<ReadingRows[T][]>;

/** Serves the models that an engine has. Those above one encoder are asked together, so that it reads a sentence once. */
export function readersOf({
  mood,
  reader,
}: {
  mood: MoodModel | null;
  reader: { id: string; tagger: ModelTagger } | null;
}): Readers {
  const byTask = servedBy(mood, reader);
  return {
    tasks: Object.keys(byTask) as ReadingTask[],
    async read(task, items, language) {
      const read = byTask[task];
      if (!read) throw new Error(`No model here reads ${task}.`);
      return read(items, language);
    },
  };
}

function servedBy(
  mood: MoodModel | null,
  reader: { id: string; tagger: ModelTagger } | null,
): { [T in ReadingTask]?: ReaderOf<T> } {
  const shared = mood?.shared;
  if (reader && shared?.head.encoder === reader.id) return { together: together(reader.tagger, shared) };
  return {
    ...(mood && {
      mood: async (texts, language) => plain(await computeLater(mood.reading(texts, language))),
    }),
    ...(reader && { entities: (sentences, language) => tagged(reader.tagger, sentences, language) }),
  };
}

function together(tagger: ModelTagger, { bags, head, mix }: SharedMood): ReaderOf<'together'> {
  return async (items, language) => {
    const felt: Float32Array[] = [];
    const entities = await tagged(
      tagger,
      items.map(({ tokens }) => tokens),
      language,
      head.feeling(language, felt),
    );
    const texts = items.map(({ text }) => text);
    const mood = plain(mix(await computeLater(bags.reading(texts, language)), felt));
    return items.map((_, i) => ({ mood: mood[i]!, entities: entities[i]! }));
  };
}

function plain(rows: readonly Float32Array[]): number[][] {
  return rows.map((row) => Array.from(row));
}

/** The tagger reads texts: sentences of any books make one, and its spans go back to the sentences they are in. */
async function tagged(
  tagger: ModelTagger,
  batch: readonly string[][],
  language: Language,
  encoded?: EncodedVisitor,
): Promise<SentenceEntity[][]> {
  const tokens = batch.flat().map((text) => ({ text }));
  const sentences: { firstToken: number; endToken: number }[] = [];
  for (const { length } of batch) {
    const firstToken = sentences.at(-1)?.endToken ?? 0;
    sentences.push({ firstToken, endToken: firstToken + length });
  }
  const rows: SentenceEntity[][] = batch.map(() => []);
  let at = 0;
  for (const span of await computeLater(tagger.tagging({ language, tokens, sentences }, encoded))) {
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
