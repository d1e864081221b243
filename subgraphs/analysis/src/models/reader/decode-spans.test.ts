import { describe, expect, it } from 'vitest';
import { decodeSpans } from './decode-spans.ts';

const span = (first: number, end: number, score: number) => ({ first, end, label: 0, score });
const bounds = (spans: ReturnType<typeof span>[]) => decodeSpans(spans).map(({ first, end }) => [first, end]);

describe('decodeSpans', () => {
  it('keeps spans that nest, share an edge or lie apart, the outer first', () => {
    expect(bounds([span(3, 5, 1), span(0, 2, 1), span(0, 8, 2), span(4, 5, 3), span(6, 8, 1)])).toEqual([
      [0, 8],
      [0, 2],
      [3, 5],
      [4, 5],
      [6, 8],
    ]);
  });

  it('drops one that crosses a better one', () => {
    expect(bounds([span(0, 3, 1), span(2, 5, 2)])).toEqual([[2, 5]]);
    expect(bounds([span(0, 3, 3), span(2, 5, 2), span(4, 6, 1)])).toEqual([
      [0, 3],
      [4, 6],
    ]);
  });

  it('takes the same tokens once', () => {
    expect(decodeSpans([span(1, 2, 1), { ...span(1, 2, 4), label: 5 }])).toEqual([
      { ...span(1, 2, 4), label: 5 },
    ]);
  });
});
