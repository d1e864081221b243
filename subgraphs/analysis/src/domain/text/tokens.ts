import type { Language } from '@visiobook/schema';

export interface Token {
  text: string;
  /** Lower case, with straight apostrophes. */
  lower: string;
  start: number;
  end: number;
  kind: 'word' | 'number' | 'mark';
  /** Begins with a capital letter. */
  capital: boolean;
  /** Two letters or more, all of them capitals. */
  shouted: boolean;
  /** A capital here says nothing: first word of a sentence, of a quotation or of a line. */
  opens: boolean;
}

const PIECE =
  /\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+(?:['’](?=[\p{L}])[\p{L}\p{M}]+|-(?=[\p{L}])[\p{L}\p{M}]+)*|\.{2,}|-{2,}|[^\s\p{L}\p{N}\p{M}]/gu;
const FRENCH_ELISION =
  /^(?:[ldnjmtscLDNJMTSC]|qu|Qu|lorsqu|Lorsqu|puisqu|Puisqu|jusqu|Jusqu|quoiqu|Quoiqu)['’]/;
const FRENCH_INVERSION =
  /-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|moi|toi|lui|leur|le|la|les|ce|ci|là|y|en)$/i;
const POSSESSIVE = /['’][sS]$/;

/** Appends the tokens of `text.slice(start, end)` to `into`. */
export function tokenise(text: string, start: number, end: number, language: Language, into: Token[]): void {
  const part = text.slice(start, end);
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(part); match; match = PIECE.exec(part)) {
    const piece = match[0];
    const at = start + match.index;
    if (language === 'fr') splitFrench(piece, at, into);
    else splitEnglish(piece, at, into);
  }
}

function splitEnglish(piece: string, at: number, into: Token[]): void {
  const cut = piece.length > 2 && POSSESSIVE.test(piece) ? piece.length - 2 : piece.length;
  push(piece.slice(0, cut), at, into);
  if (cut < piece.length) push(piece.slice(cut), at + cut, into);
}

function splitFrench(piece: string, at: number, into: Token[]): void {
  let from = 0;
  const elision = FRENCH_ELISION.exec(piece);
  if (elision) {
    from = elision[0].length;
    push(piece.slice(0, from), at, into);
  }
  const rest = piece.slice(from);
  const inversion = rest.includes('-') ? FRENCH_INVERSION.exec(rest) : null;
  if (inversion && inversion.index > 0) {
    push(rest.slice(0, inversion.index), at + from, into);
    // The clitic keeps its hyphen out of its lower form, so that "-il" is "il".
    push(rest.slice(inversion.index), at + from + inversion.index, into, /^-(?:t-)?/i);
  } else if (rest) push(rest, at + from, into);
}

function push(text: string, start: number, into: Token[], drop?: RegExp): void {
  const code = text.codePointAt(0)!;
  const kind = isDigit(code) ? 'number' : isWordStart(text) ? 'word' : 'mark';
  const capital = kind === 'word' && text[0] !== text[0]!.toLowerCase();
  let lower = text.toLowerCase();
  if (lower.includes('’')) lower = lower.replaceAll('’', "'");
  if (drop) lower = lower.replace(drop, '');
  into.push({
    text,
    lower,
    start,
    end: start + text.length,
    kind: drop ? 'word' : kind,
    capital,
    shouted: capital && text.length > 1 && text === text.toUpperCase(),
    opens: false,
  });
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

const LETTER = /^['’]?[\p{L}\p{M}]/u;
function isWordStart(text: string): boolean {
  return LETTER.test(text);
}
