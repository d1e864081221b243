import { describe, expect, it } from 'vitest';
import { bookOf } from '../../test/book-of.ts';
import type { EntitySpan } from '../domain/ports.ts';
import { readChapters } from '../work/read-chapters.ts';
import type { ModelTagger } from './reader/model-entity-tagger.ts';
import { readersOf } from './readers.ts';
import { recordedPorts } from './recorded-ports.ts';
import { compute, computeLater } from './runtime/computation.ts';

/** Tags runs of words with capitals that do not begin a sentence, and each word of a run inside it. */
const tagger: ModelTagger = {
  tag: (text) => compute(tagger.tagging(text)),
  *tagging({ tokens, sentences }) {
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
    const readers = readersOf({ mood: null, tagger });
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

  it('cannot be asked of a model that is not there', async () => {
    await expect(readersOf({ mood: null, tagger: null }).read('mood', ['Oh!'], 'en')).rejects.toThrow(
      'No model here reads mood.',
    );
  });
});
