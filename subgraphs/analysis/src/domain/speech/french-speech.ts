import { SPEECH_VERBS } from '../lexicon/speech-verbs.ts';
import type { BookText, Paragraph } from '../text/book-text.ts';

/** A run of speech as the marks show it. */
export interface DraftSpan {
  start: number;
  end: number;
  /** Another person begins to speak here, as far as the marks tell. */
  newTurn: boolean;
  byDash: boolean;
}

const DASH_START = /^(?:—|–|--|-(?=\s))\s*/u;
const INCISE_END = /[,.;:!?…—–]|--|»/gu;
const CLITIC = "(?:(?:me|te|lui|leur|nous|vous|se|y|le|la)\\s+|[mstl][’']\\s?|n[’']\\s?)*";
/** What may stand between the verb and who speaks: "dit alors Paul", "fit observer le docteur". */
const BETWEEN =
  '(?:\\s(?:alors|enfin|aussitôt|encore|ensuite|soudain|donc|aussi|bientôt|observer|remarquer|\\p{Ll}{3,}ment))?';
const SUBJECT = new RegExp(
  `^${BETWEEN}[\\s-]+(?:t-)?(?:l[’']|(?:il|elle|on|je|ils|elles|nous|\\p{Lu}\\p{L}*|le|la|les|un|une|mon|ma|son|sa|notre|ce|cet|cette|mes|ses|mère|père|maître|monsieur|madame|mademoiselle|oncle|tante|frère|sœur|capitaine|professeur|docteur)(?!\\p{L}))`,
  'u',
);
const INCISE = new RegExp(
  `(?:[,!?…;.]|—|–)\\s*(?:—|–)?\\s*(?:(?:alors|enfin|soudain|mais)\\s+)?${CLITIC}([\\p{Ll}]+)`,
  'gu',
);
const NARRATIVE = /^(?:Il|Elle|Ils|Elles|On|Et il|Et elle|Puis|Alors|Le |La |Les )\b/u;
const SPOKEN = /[!?]|\b(?:je|j[’']|tu|vous|moi|toi|nous|mon|ma|mes|votre|vos|ton|ta|tes)\b/iu;
const SIMPLE_PAST = /\b\p{L}+(?:a|it|ut|èrent|irent|urent|ait|aient)\b/u;

/**
 * Speech of one French paragraph: between guillemets, or from a dialogue dash to the paragraph's end, in both cases
 * without what only says who speaks ("dit-il", "s'écria Paul en riant").
 */
export function frenchSpeech(
  book: BookText,
  paragraph: Paragraph,
  open: string | null,
): { spans: DraftSpan[]; open: string | null } {
  const { text } = book;
  const spans: DraftSpan[] = [];
  const inside = text.slice(paragraph.start, paragraph.end);
  const dash = DASH_START.exec(text.slice(paragraph.start, Math.min(paragraph.end, paragraph.start + 8)));
  if (dash) {
    const closing = inside.indexOf('»');
    const closes = closing >= 0 && !inside.slice(0, closing).includes('«');
    const end = closes ? paragraph.start + closing : paragraph.end;
    withoutIncises(book, paragraph.start + dash[0].length, end, true, spans);
    return { spans, open: closes ? null : open };
  }
  const [opening, closing] = inside.includes('“') && !inside.includes('«') ? ['“', '”'] : ['«', '»'];
  let from =
    open !== null && text.startsWith('«', paragraph.start) ? -1 : open !== null ? paragraph.start : -1;
  for (let i = paragraph.start; i < paragraph.end; i++) {
    if (from < 0 && text[i] === opening) from = i + 1;
    else if (from >= 0 && text[i] === closing) {
      withoutIncises(book, from, i, false, spans, spans.length === 0 && open === null);
      from = -1;
    }
  }
  if (from < 0) return { spans, open: null };
  if (open !== null && from === paragraph.start) {
    // The mark of an earlier paragraph was never closed: without one here it was forgotten.
    return { spans, open: null };
  }
  withoutIncises(book, from, paragraph.end, false, spans, spans.length === 0 && open === null);
  return { spans, open: '»' };
}

function withoutIncises(
  book: BookText,
  start: number,
  end: number,
  byDash: boolean,
  spans: DraftSpan[],
  newTurn = true,
): void {
  const part = book.text.slice(start, end);
  let from = 0;
  let first = newTurn;
  const add = (to: number) => {
    const piece = part.slice(from, to);
    if (!/\p{L}/u.test(piece)) return;
    const lead = /^[\s,;:—–-]*/u.exec(piece)?.[0].length ?? 0;
    const spoken = piece.trimEnd().length;
    spans.push({ start: start + from + lead, end: start + from + spoken, newTurn: first, byDash });
    first = false;
  };
  INCISE.lastIndex = 0;
  for (let match = INCISE.exec(part); match; match = INCISE.exec(part)) {
    const verb = match[1]!;
    const behind = match.index + match[0].length;
    if (!SPEECH_VERBS.fr.has(verb) || !SUBJECT.test(part.slice(behind, behind + 40))) continue;
    const mark = match[0][0]!;
    add(match.index + (mark === ',' || mark === '—' || mark === '–' ? 0 : 1));
    from = inciseEnd(part, behind);
    INCISE.lastIndex = Math.max(from - 1, INCISE.lastIndex);
  }
  if (from < part.length) add(part.length);
}

/** Where speech goes on after an incise: behind its comma, or after its full stop unless the narrator goes on. */
function inciseEnd(part: string, at: number): number {
  INCISE_END.lastIndex = at;
  let mark = INCISE_END.exec(part);
  while (
    mark &&
    mark[0] === '.' &&
    /\b(?:M|MM|Mme|Mlle|Dr|St)$/.test(part.slice(Math.max(0, mark.index - 4), mark.index))
  )
    mark = INCISE_END.exec(part);
  // "dit-il en riant, et voilà": one comma may belong to the incise itself.
  if (!mark) return part.length;
  if (mark[0] === ',') {
    const next = part.slice(mark.index + 1, mark.index + 40);
    if (/^\s*(?:en \p{L}+ant|d[’']un|d[’']une|avec|sans|qui |dont |tout en|à |et (?:il|elle) )/u.test(next)) {
      INCISE_END.lastIndex = mark.index + 1;
      return inciseEnd(part, mark.index + 1);
    }
    return mark.index + 1;
  }
  if (mark[0] !== '.' && mark[0] !== ':' && mark[0] !== '…')
    return mark.index + (mark[0] === '!' || mark[0] === '?' ? 1 : 0);
  const rest = part.slice(mark.index + 1);
  const sentence = /^[^.!?…]*[.!?…]?/u.exec(rest.trimStart())?.[0] ?? '';
  if (/^\s*[—–]/u.test(rest)) return mark.index + 1;
  if (NARRATIVE.test(sentence) && SIMPLE_PAST.test(sentence) && !SPOKEN.test(sentence))
    return nextSpoken(part, mark.index + 1);
  return mark.index + 1;
}

/** Behind narration, speech comes back only after a dash. */
function nextSpoken(part: string, at: number): number {
  const dash = /\s[—–]\s/u.exec(part.slice(at));
  return dash ? at + dash.index + dash[0].length : part.length;
}
