import { describe, expect, it } from 'vitest';
import { bookOf } from '../../test/book-of.ts';
import type { EntitySpan } from '../domain/ports.ts';
import type { ChapterReadings } from '../domain/readings.ts';
import type { BookText } from '../domain/text/book-text.ts';
import { type Ask, readChapters } from '../work/read-chapters.ts';
import type { MoodModel, SharedMood } from './emotion/load-mood.ts';
import type { MoodHead } from './emotion/mood-head.ts';
import type { SentenceModel } from './emotion/sentence-model.ts';
import type { ModelTagger } from './reader/model-entity-tagger.ts';
import { type Readers, readersOf } from './readers.ts';
import { recordedPorts } from './recorded-ports.ts';
import { compute, computeLater } from './runtime/computation.ts';

/** Tags runs of words with capitals that do not begin a sentence, and each word of a run inside it. */
const tagger: ModelTagger = {
  encoder: {} as ModelTagger['encoder'],
  tag: (text) => compute(tagger.tagging(text)),
  *tagging({ tokens, sentences }, encoded) {
    const lengths = Int32Array.from(sentences, ({ firstToken, endToken }) => endToken - firstToken);
    const starts = Int32Array.from(sentences, ({ firstToken }) => firstToken);
    const batch = { sentences: [...sentences.keys()], starts, lengths, tokens: tokens.length };
    if (encoded) yield* encoded(batch, [], { values: new Float32Array(), width: 0 });
    const isNamed = (i: number) => /^\p{Lu}/u.test(tokens[i]!.text);
    const spans: EntitySpan[] = [];
    for (const { firstToken, endToken } of sentences)
      for (let i = firstToken + 1; i < endToken; i++) {
        if (!isNamed(i)) continue;
        let end = i + 1;
        while (end < endToken && isNamed(end)) end++;
        spans.push({ firstToken: i, endToken: end, label: 'PER', kind: 'NAME', score: 1 / (end - i) });
        for (let k = i; end - i > 1 && k < end; k++)
          spans.push({ firstToken: k, endToken: k + 1, label: 'LOC', kind: 'NAME', score: 0.5 });
        i = end - 1;
      }
    return spans;
  },
};

describe('what a tagger says of sentences, one by one, among others', () => {
  it('is what it says of the book', async () => {
    const chapter =
      'When Clara Mill met Tom, it rained. “Oh!” The river near Long Acre rose.\n\nThen Tom saw Anna.';
    const book = bookOf('en', chapter, '', `${chapter} ${chapter}`);
    const readers = readersOf({ mood: null, reader: { id: 'capitals-1', tagger } });
    expect(readers.tasks).toEqual(['entities']);
    const chapters = [];
    const ask = async (task: string, items: unknown[]) => {
      expect(task).toBe('entities');
      // As the service does: sentences of one book among those of others, in another order.
      const other = [['then', 'Somebody', 'Else', 'came'], []];
      const mixed = [...other, ...(items as string[][]).toReversed()];
      return (await readers.read('entities', mixed, 'en')).slice(other.length).toReversed();
    };
    for await (const { readings } of readChapters(book, readers.tasks, new Map(), ask))
      chapters.push(readings);
    expect(chapters).toHaveLength(3);
    const { entities } = recordedPorts({ tasks: readers.tasks, mood: null }, chapters);
    const direct = await computeLater(tagger.tagging(book));
    expect(direct.length).toBeGreaterThan(15);
    expect(entities!.tag(book)).toEqual(direct);
  });

  it('comes with the moods when their head stands above the same encoder, and by itself when it does not', async () => {
    const book = bookOf('en', 'When Clara met Tom, it rained. “Oh!” Then Tom left.');
    const mood = moodsAbove('capitals-1');
    const readers = readersOf({ mood, reader: { id: 'capitals-1', tagger } });
    expect(readers.tasks).toEqual(['together']);
    const [chapter] = await readingsOf(readers, book);
    const apart = readersOf({ mood: moodsAbove('another-1'), reader: { id: 'capitals-1', tagger } });
    expect(apart.tasks).toEqual(['mood', 'entities']);
    const [other] = await readingsOf(apart, book);
    expect(chapter!.entities).toEqual(other!.entities);
    // One a word from the head, a hundred a sentence from the bags.
    expect(chapter!.mood).toEqual(
      book.sentences.map(({ firstToken, endToken }) => [100 + endToken - firstToken]),
    );
    expect(other!.mood).toEqual(book.sentences.map(() => [7]));
    // What was read together is what was read: nothing is read again when a book is taken up.
    const known = new Map([[0, chapter!]]);
    const again: unknown[] = [];
    for await (const { readings } of readChapters(book, readers.tasks, known, () => Promise.reject()))
      again.push(readings);
    expect(again).toEqual([chapter]);
  });

  it('cannot be asked of a model that is not there', async () => {
    await expect(readersOf({ mood: null, reader: null }).read('mood', ['Oh!'], 'en')).rejects.toThrow(
      'No model here reads mood.',
    );
  });
});

/** Moods whose head tells the words of a sentence, and whose bags say 100; asked by themselves they say 7. */
function moodsAbove(encoder: string): MoodModel {
  const saying = (value: number): SentenceModel => ({
    ...({ manifest: {}, read: () => [], dispose: () => {} } as unknown as SentenceModel),
    *reading(texts) {
      return texts.map(() => Float32Array.of(value));
    },
  });
  const head: MoodHead = {
    encoder,
    feeling: (_language, into) =>
      // biome-ignore lint/correctness/useYield: it knows its numbers.
      function* feel({ sentences, lengths }) {
        for (const [i, sentence] of sentences.entries()) into[sentence] = Float32Array.of(lengths[i]!);
      },
    // biome-ignore lint/correctness/useYield: nobody asks it.
    *reading() {
      throw new Error('The head was asked by itself.');
    },
    dispose: () => {},
  };
  const mix: SharedMood['mix'] = (bags, own) =>
    bags.map((row, i) => Float32Array.of(row[0]! + (own[i]?.[0] ?? 0)));
  return { ...saying(7), shared: { bags: saying(100), head, mix } };
}

async function readingsOf(readers: Readers, book: BookText): Promise<ChapterReadings[]> {
  const chapters: ChapterReadings[] = [];
  const ask: Ask = (task, items) => readers.read(task, items as never[], book.language);
  for await (const { readings } of readChapters(book, readers.tasks, new Map(), ask)) chapters.push(readings);
  return chapters;
}
