/** Sentences that stand behind each other, each its words. */
export type Text = readonly (readonly string[])[];

/** A sentence in a window; of one that is longer than a window, a part. */
export interface Piece {
  /** Sentences are counted through all texts. */
  sentence: number;
  /** Where in its sentence it begins. */
  from: number;
  words: readonly string[];
}

/** Words that see each other: whole sentences that follow each other, as many as there is room for. */
export interface TextWindow {
  pieces: Piece[];
  words: number;
}

/** Cuts texts into windows of at most `room` words. A window never reaches from one text into the next. */
export function windowsOf(texts: readonly Text[], room: number): TextWindow[] {
  const windows: TextWindow[] = [];
  let sentence = 0;
  for (const text of texts) {
    let window: TextWindow = { pieces: [], words: 0 };
    for (const words of text) {
      for (let from = 0; from < words.length; from += room) {
        const piece = { sentence, from, words: words.slice(from, from + room) };
        if (window.words + piece.words.length > room) {
          windows.push(window);
          window = { pieces: [], words: 0 };
        }
        window.pieces.push(piece);
        window.words += piece.words.length;
      }
      sentence++;
    }
    if (window.words > 0) windows.push(window);
  }
  return windows;
}
