import { describe, expect, it } from 'vitest';
import { passagesOf } from './passages.ts';
import type { MeaningReader } from './ports.ts';

/** Remembers what it was given. */
function reader(): MeaningReader & { texts: string[] } {
  const texts: string[] = [];
  return {
    id: 'test-1',
    languages: ['en', 'fr'],
    width: 2,
    texts,
    read(text) {
      texts.push(text);
      return { vector: Float32Array.of(0.6, -0.8), known: 1 };
    },
  };
}

const SENTENCE = 'They went down to the river and waited there for the ferry. ';

function scene(count: number, start = 1000) {
  const sentences = Array.from({ length: count }, (_, i) => {
    const from = start + i * SENTENCE.length;
    return { text: SENTENCE, span: { start: from, end: from + SENTENCE.length - 1 }, speakerId: null };
  });
  const text = SENTENCE.repeat(count);
  return { id: 'a', text, span: { start, end: start + text.length }, sentences };
}

describe('passagesOf', () => {
  it('cuts a scene between sentences into passages that cover it', () => {
    const { texts, ...read } = reader();
    const long = scene(36);
    const passages = passagesOf(long, 'en', read);
    expect(passages.map(({ position }) => position)).toEqual([0, 1, 2]);
    expect(passages[0]!.span.start).toBe(long.span.start);
    expect(passages.at(-1)!.span.end).toBe(long.span.end);
    for (const [i, { span }] of passages.slice(1).entries()) expect(span.start).toBe(passages[i]!.span.end);
    expect(texts.join('')).toBe(long.text);
    expect(texts.every((text) => text.trim().endsWith('ferry.'))).toBe(true);
  });

  it('leaves a short scene whole, and keeps its direction in signed bytes', () => {
    const passages = passagesOf(scene(2), 'en', reader());
    expect(passages.map(({ vector }) => [...vector])).toEqual([[95, -127]]);
  });

  it('has no passage where no word is known', () => {
    expect(passagesOf(scene(2), 'en', { ...reader(), read: () => ({ vector: null, known: 0 }) })).toEqual([]);
  });
});
