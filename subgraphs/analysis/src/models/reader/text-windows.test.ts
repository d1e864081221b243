import { describe, expect, it } from 'vitest';
import { windowsOf } from './text-windows.ts';

const words = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `${from + i}`);
/** Of each window, the sentences in it, with where they begin and how long they are. */
const shapes = (...texts: number[][]) =>
  windowsOf(
    texts.map((text) => text.map((length) => words(length))),
    10,
  ).map(({ pieces }) => pieces.map(({ sentence, from, words: own }) => [sentence, from, own.length]));

describe('windowsOf', () => {
  it('packs whole sentences in their order while they fit', () => {
    expect(shapes([4, 0, 6, 1, 9, 2])).toEqual([
      [
        [0, 0, 4],
        [2, 0, 6],
      ],
      [
        [3, 0, 1],
        [4, 0, 9],
      ],
      [[5, 0, 2]],
    ]);
  });

  it('cuts a sentence that is longer than a window', () => {
    expect(shapes([1, 23, 5])).toEqual([
      [[0, 0, 1]],
      [[1, 0, 10]],
      [[1, 10, 10]],
      [
        [1, 20, 3],
        [2, 0, 5],
      ],
    ]);
    const [, second] = windowsOf([[words(12)]], 10);
    expect(second!.pieces[0]!.words).toEqual(words(2, 10));
  });

  it('never lets one text see another, and counts sentences through all', () => {
    expect(shapes([3], [], [0, 2])).toEqual([[[0, 0, 3]], [[2, 0, 2]]]);
  });
});
