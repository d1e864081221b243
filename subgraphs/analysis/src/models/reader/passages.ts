/**
 * Sentences that stand behind each other, together while they have at most so many words. What stands in one helps to
 * read the next: whom a pronoun means, above all.
 *
 * @param most words; 1 for each sentence by itself
 */
export function passagesOf<Sentence>(
  sentences: readonly Sentence[],
  wordsOf: (sentence: Sentence) => number,
  most: number,
): Sentence[][] {
  const passages: Sentence[][] = [];
  let words = Number.POSITIVE_INFINITY;
  for (const sentence of sentences) {
    const own = wordsOf(sentence);
    if (words + own > most) {
      passages.push([]);
      words = 0;
    }
    passages.at(-1)!.push(sentence);
    words += own;
  }
  return passages;
}
