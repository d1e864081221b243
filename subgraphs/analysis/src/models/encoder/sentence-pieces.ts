/** Sentences are read in pieces of so many tokens: nobody's sentence, but a list or a text without full stops. */
const LONGEST = 256;

/** As much of a sentence as is read at once: nearly always all of it. */
export interface SentencePiece {
  sentence: number;
  /** Where in its sentence it begins. */
  from: number;
  words: readonly string[];
}

export function inPieces(sentences: readonly (readonly string[])[]): SentencePiece[] {
  return sentences.flatMap((words, sentence) => {
    const pieces: SentencePiece[] = [];
    for (let from = 0; from < words.length; from += LONGEST)
      pieces.push({ sentence, from, words: words.slice(from, from + LONGEST) });
    return pieces;
  });
}
