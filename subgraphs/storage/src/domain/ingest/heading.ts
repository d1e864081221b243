import { type NumeralForm, parseNumeral } from './numeral.ts';

/** Volumes hold parts, parts hold books, books hold chapters, chapters hold numbered sections. */
export type HeadingRank = 'volume' | 'part' | 'book' | 'chapter' | 'titled' | 'bare' | 'named';

export interface ParsedHeading {
  readonly rank: HeadingRank;
  /** `chapter`, `letter`, `roman`…: headings of one kind are numbered together. */
  readonly kind: string;
  readonly number: number | null;
  readonly form: NumeralForm | null;
  /** What follows the number on the same line; empty when nothing does. */
  readonly title: string;
}

/** Reads one line as a heading of a part, chapter, letter, numbered section, preface… or null. */
export function parseHeading(line: string): ParsedHeading | null {
  // Most lines are prose: long ones are let go before any pattern looks at them.
  if (line.length > 400) return null;
  const text = unwrap(line);
  if (text.length === 0 || text.length > 240) return null;
  return namedHeading(text) ?? keywordFirst(text) ?? ordinalFirst(text) ?? numbered(text);
}

/** Takes italics, brackets and ornaments off: `_CHAPTER I_`, `/Chapter I./`, `— I —`, `[II]`. */
export function unwrap(line: string): string {
  return line
    .replace(/\s+/g, ' ')
    .replace(/^[\s_/=*~[(\u2013\u2014-]+(?=[\p{L}\p{N}])/u, '')
    .replace(/(?<=[\p{L}\p{N}.!?»”"'’:])[\s_/=*~\])\u2013\u2014-]+$/u, '')
    .trim();
}

const NAMED =
  /^(?:the )?(?:prologue|epilogue|épilogue|preface|préface|foreword|introduction|afterword|avant-propos|postface|preamble|préambule|conclusion|post-?scriptum|postscript|interlude|intermède|note|envoi|au lecteur|to the reader|author['’]s (?:note|preface)|note de l['’]auteur|avertissement|prélude|prelude)(?: (?:de l['’]auteur|by the author|to the (?:first|second|third|\d{4}) edition))?$/i;

function namedHeading(text: string): ParsedHeading | null {
  const bare = text.replace(/[.:\s]+$/, '');
  if (!NAMED.test(bare) || /^\p{Ll}/u.test(bare)) return null;
  return { rank: 'named', kind: bare.toLowerCase(), number: null, form: null, title: '' };
}

const KEYWORDS: Record<string, HeadingRank> = {
  volume: 'volume',
  vol: 'volume',
  tome: 'volume',
  part: 'part',
  partie: 'part',
  époque: 'part',
  epoque: 'part',
  book: 'book',
  livre: 'book',
  chapter: 'chapter',
  chap: 'chapter',
  ch: 'chapter',
  chapitre: 'chapter',
  letter: 'chapter',
  lettre: 'chapter',
  stave: 'chapter',
  canto: 'chapter',
  chant: 'chapter',
  story: 'chapter',
  tale: 'chapter',
  adventure: 'chapter',
  aventure: 'chapter',
  épisode: 'chapter',
  episode: 'chapter',
  journée: 'chapter',
  nuit: 'chapter',
  night: 'chapter',
  cahier: 'chapter',
  scene: 'chapter',
  scène: 'chapter',
};
const KINDS: Record<string, string> = {
  chap: 'chapter',
  ch: 'chapter',
  chapitre: 'chapter',
  lettre: 'letter',
};
const NAMES = Object.keys(KEYWORDS).join('|');
const KEYWORD_FIRST = new RegExp(`^(?:the )?(${NAMES})(?:\\.|:)?\\s+(?:the |no\\.? |n[°º] ?)?(.+)$`, 'iu');
const WORD = '[\\p{L}]+(?:[-\\u2010\\u2011 ](?:et[- ])?[\\p{L}]+)?';
const ORDINAL_FIRST = new RegExp(
  `^(?:la |le |the )?(${WORD}|[IVXLC]+(?:e|ème|re)?|\\d+(?:e|ème|re|st|nd|rd|th)) (${NAMES})(?![\\p{L}])(.*)$`,
  'iu',
);

/** `First`, `Deuxième`, `IIe`, `2nd`: `One night` begins a sentence, `First Night` is a heading. */
const ORDINAL = /(?:first|second|third|th|st|nd|rd|premi[eè]re?|seconde?|i[eè]me|[IVXLC\d](?:e|ème|re)?)$/i;

function keywordFirst(text: string): ParsedHeading | null {
  const [, keyword, rest] = KEYWORD_FIRST.exec(text) ?? [];
  if (keyword === undefined || rest === undefined || /^\p{Ll}/u.test(keyword) !== /^\p{Ll}/u.test(text))
    return null;
  for (const [numeral, after] of numeralPrefixes(rest)) {
    const parsed = parseNumeral(numeral);
    const title = parsed === null ? null : titleAfter(after, parsed.form);
    if (parsed === null || title === null) continue;
    return heading(keyword, parsed.value, parsed.form, title);
  }
  // `CHAPITRE DERNIER`, `CHAPTER THE LAST`: a heading without a number of its own.
  if (/^(?:dernier|dernière|last)\.?$/i.test(rest)) return heading(keyword, null, null, '');
  return null;
}

function ordinalFirst(text: string): ParsedHeading | null {
  const [, ordinal, keyword, after] = ORDINAL_FIRST.exec(text) ?? [];
  if (ordinal === undefined || keyword === undefined || after === undefined) return null;
  if (!ORDINAL.test(ordinal)) return null;
  const parsed = parseNumeral(ordinal) ?? parseNumeral(ordinal.replace(/(?:e|ème|re|st|nd|rd|th)$/i, ''));
  const title = parsed === null ? null : titleAfter(after, parsed.form);
  if (parsed === null || title === null || /^\p{Ll}/u.test(text)) return null;
  return heading(keyword, parsed.value, parsed.form, title);
}

function heading(
  keyword: string,
  number: number | null,
  form: NumeralForm | null,
  title: string,
): ParsedHeading {
  const word = keyword.toLowerCase();
  return { rank: KEYWORDS[word] ?? 'chapter', kind: KINDS[word] ?? word, number, form, title };
}

const NUMBERED =
  /^([IVXLC]{1,9}|\d{1,3})(?:[.):]|(?=\s*[\u2013\u2014-]))?(?:\s*[\u2013\u2014-]+\s*|\s+|$)(.*)$/u;

function numbered(text: string): ParsedHeading | null {
  const [, numeral, title] = NUMBERED.exec(text) ?? [];
  const parsed = numeral === undefined ? null : parseNumeral(numeral);
  if (parsed === null || title === undefined || parsed.value === 0) return null;
  // `C. Dupont`, `L. B.`: initials.
  if (title !== '' && /^[CL]$/.test(numeral ?? '')) return null;
  if (title === '')
    return { rank: 'bare', kind: parsed.form, number: parsed.value, form: parsed.form, title };
  // `I was born` and `3 men came` are prose: a title starts with a capital, a quotation mark or a sign.
  if (/^[\p{Ll}\d,;]/u.test(title) || title.length > 200) return null;
  return { rank: 'titled', kind: parsed.form, number: parsed.value, form: parsed.form, title };
}

/** The first three, two and one words of a text, each with what follows. */
function* numeralPrefixes(text: string): Generator<[string, string]> {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].slice(0, 4);
  for (let count = words.length; count > 0; count -= 1) {
    const last = words[count - 1];
    if (last === undefined) continue;
    const end = last.index + last[0].length;
    yield [text.slice(0, end), text.slice(end)];
  }
}

/** The title after a number; null when what follows reads on as a sentence: `Chapter 3 was long`. */
function titleAfter(after: string, form: NumeralForm): string | null {
  if (after === '') return '';
  const [, separator = '', title = ''] = /^([\s.:,;)\]\u2013\u2014_/-]*)(.*)$/u.exec(after) ?? [];
  if (title === '') return '';
  if (separator === '') return null;
  // `Part II, the second half, deals with…` is a sentence of a preface.
  if (/^\s?,/.test(separator) && title.length > 60) return null;
  const strong = /[.:)\u2013\u2014-]/.test(separator);
  if (!strong && (/^\p{Ll}/u.test(title) || form === 'word'))
    return /^\p{Lu}[\p{Lu}\s'’-]+$/u.test(title) ? title : null;
  return title.length > 200 ? null : title;
}
