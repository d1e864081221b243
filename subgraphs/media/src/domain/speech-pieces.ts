/**
 * Cuts a long text into pieces that a speech engine takes, best after a clause mark, else at a space. Only a text
 * without either is cut inside a word, never inside a character.
 */
export function speechPieces(text: string, longest: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const head = rest.slice(0, longest);
    const cut = lastCut(head, /[.!?…;:,—–][»”"')\]]*\s/g) ?? lastCut(head, /\s/g) ?? wholeCharacters(head);
    pieces.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** Where the last mark ends; one in the first half would leave a needlessly short piece. */
function lastCut(text: string, mark: RegExp): number | null {
  let cut: number | null = null;
  for (const match of text.matchAll(mark)) cut = match.index + match[0].length;
  return cut !== null && cut > text.length / 2 ? cut : null;
}

function wholeCharacters(text: string): number {
  const last = text.charCodeAt(text.length - 1);
  const splitsPair = last >= 0xd800 && last < 0xdc00;
  return text.length - (splitsPair ? 1 : 0);
}
