import type { Language } from '@visiobook/schema';
import type { BookText, Paragraph } from '../text/book-text.ts';
import type { DraftSpan } from './french-speech.ts';

export interface QuoteStyle {
  open: string;
  close: string;
}

const STYLES: readonly QuoteStyle[] = [
  { open: '“', close: '”' },
  { open: '"', close: '"' },
  { open: '‘', close: '’' },
  { open: '«', close: '»' },
  { open: "'", close: "'" },
];
const ELIDED = /^(?:tis|twas|twere|twill|em|til|till|cause|bout|round|ere|im|un|pon|ave|ow)\b/i;

/** The pair of marks that most of the book's speech uses. */
export function quoteStyle(text: string, language: Language): QuoteStyle {
  if (language === 'fr') return STYLES[3]!;
  let best = STYLES[0]!;
  let most = 0;
  for (const style of STYLES) {
    const pattern = style.open === "'" ? /(?:^|[\s(—-])'(?=\p{L})/gmu : new RegExp(`\\${style.open}`, 'g');
    let count = 0;
    for (const _ of text.matchAll(pattern)) count++;
    if (style.open === '"') count /= 2;
    if (style.open === "'") count *= 0.8;
    if (count > most) {
      most = count;
      best = style;
    }
  }
  return best;
}

/** Speech of one paragraph; `open` is the closing mark still awaited from the paragraph before. */
export function markedSpeech(
  { text }: BookText,
  { start, end }: Paragraph,
  style: QuoteStyle,
  open: string | null,
): { spans: DraftSpan[]; open: string | null } {
  const spans: DraftSpan[] = [];
  // A paragraph that goes on with the same speech begins with a second opening mark.
  const goesOn = open !== null && text.startsWith(style.open, start);
  let from = -1;
  for (let i = start; i < end; i++) {
    const char = text[i]!;
    if (from < 0) {
      if (char === style.open && opensAt(text, i, start, style)) from = i + 1;
    } else if (char === style.close && closesAt(text, i, end, style)) {
      addSpan(spans, text, from, i, spans.length === 0 && !goesOn);
      from = -1;
    }
  }
  if (from < 0) return { spans, open: null };
  addSpan(spans, text, from, end, spans.length === 0 && !goesOn);
  return { spans, open: style.close };
}

function addSpan(spans: DraftSpan[], text: string, start: number, end: number, newTurn: boolean): void {
  if (text.slice(start, end).trim()) spans.push({ start, end, newTurn, byDash: false });
}

function opensAt(text: string, at: number, paragraphStart: number, style: QuoteStyle): boolean {
  const before = at > paragraphStart ? text[at - 1]! : ' ';
  const after = text[at + 1] ?? ' ';
  if (style.open === '“' || style.open === '«') return true;
  if (style.open === '"') return !/\s/.test(after);
  if (!/[\s(—–\-[_“"*]/u.test(before) || /\s/.test(after)) return false;
  return !ELIDED.test(text.slice(at + 1, at + 7));
}

function closesAt(text: string, at: number, end: number, style: QuoteStyle): boolean {
  const before = text[at - 1]!;
  const after = at + 1 < end ? text[at + 1]! : ' ';
  if (style.close === '”' || style.close === '»') return true;
  if (style.close === '"') return !(/\s/.test(before) && /\p{L}/u.test(after));
  if (/\p{L}/u.test(after)) return false;
  if (!/\p{L}/u.test(before)) return !/\s/.test(before);
  // Behind a letter it may be an apostrophe ("the boys’ books", "runnin’"): then a better end follows.
  if (before !== 's' && before !== 'n' && before !== 'o' && before !== 'h') return true;
  if (!/[\s]/.test(after) || !/\p{Ll}/u.test(text[at + 2] ?? '')) return true;
  const rest = text.slice(at + 1, end);
  const better = rest.search(/[.,!?;:…—-]’|[.,!?;:…—-]'/u);
  const next = rest.indexOf(style.open);
  return better < 0 || (next >= 0 && next < better && style.open !== style.close);
}
