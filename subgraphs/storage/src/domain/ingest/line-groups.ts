import { isBreakLine } from './block.ts';
import { parseHeading } from './heading.ts';

/** How a file marks its paragraphs: blank lines between them, one a line, or neither. */
export interface TextLayout {
  readonly kind: 'spaced' | 'unwrapped' | 'compact';
  /** Usual length of a full line. */
  readonly width: number;
  /** Whether paragraphs begin with an indented line. */
  readonly indents: boolean;
}

export interface LineGroup {
  readonly lines: readonly string[];
  readonly gap: number;
  readonly indent: number;
}

export function measureLayout(lines: readonly string[]): TextLayout {
  const full = lines.filter((line) => line.trim() !== '');
  const lengths = full.map((line) => line.trim().length).sort((a, b) => a - b);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const long = lengths.reduce((sum, length) => sum + (length > 160 ? length : 0), 0);
  const width = Math.min(160, lengths[Math.floor(lengths.length * 0.9)] ?? 70);
  if (long > total * 0.4) return { kind: 'unwrapped', width, indents: false };
  const blanks = lines.filter((line, i) => line.trim() === '' && (lines[i - 1] ?? '').trim() !== '').length;
  const indented = full.filter((line) => /^(?: {1,8}|\t)\S/.test(line)).length;
  const indents = indented > full.length * 0.06 && indented < full.length * 0.7;
  return { kind: blanks < full.length * 0.04 ? 'compact' : 'spaced', width: Math.max(width, 30), indents };
}

/** Cuts lines into paragraphs that are not yet joined. */
export function groupLines(lines: readonly string[], layout: TextLayout): LineGroup[] {
  const groups: LineGroup[] = [];
  let current: string[] = [];
  let gap = 0;
  let blanks = 0;
  const close = () => {
    if (current.length > 0)
      groups.push({ lines: current, gap, indent: /^\s*/.exec(current[0] ?? '')?.[0].length ?? 0 });
    current = [];
    gap = 0;
  };
  for (const line of lines) {
    if (line.trim() === '') {
      if (current.length > 0) close();
      blanks += 1;
      continue;
    }
    const previous = current.at(-1);
    if (previous !== undefined && startsParagraph(previous, line, layout, isTitle(current, groups))) close();
    if (current.length === 0) gap = blanks;
    current.push(line.replace(/\t/g, '    '));
    blanks = 0;
  }
  close();
  return groups;
}

const SENTENCE_END = /[.!?…:»”"’)\]]\s*$/;
const DIALOGUE_DASH = /^\s*(?:[\u2013\u2014\u2015]|--?)\s*(?=[\p{Lu}«"“'’¡¿.…\d])/u;

/** Whether `line`, directly below `previous`, opens a new paragraph. */
function startsParagraph(previous: string, line: string, layout: TextLayout, belowHeading: boolean): boolean {
  if (isBreakLine(line) || isBreakLine(previous)) return true;
  const ended = SENTENCE_END.test(previous);
  if (layout.kind === 'unwrapped')
    return ended ? !/^\s*[\p{Ll},;.)]/u.test(line) : !continues(previous, line);
  // A sentence never begins with a small letter: `…` and abbreviations end lines, too.
  if (layout.kind === 'compact' && /^\s*\p{Ll}/u.test(line)) return false;
  const short = previous.trim().length < layout.width * 0.82;
  if (ended && DIALOGUE_DASH.test(line) && (short || layout.kind === 'compact')) return true;
  if (layout.kind === 'spaced') return false;
  if (standsAlone(previous) || standsAlone(line)) return true;
  // The line below a lone heading is its title when it is short and ends without a full stop.
  if (belowHeading && short && !ended && /^\s*[\p{Lu}«“"–—]/u.test(line)) return true;
  if (layout.indents && /^\s/.test(line) && !/^\s/.test(previous)) return ended;
  return ended && (short || /^\s*«/.test(line));
}

/** Whether the lines gathered so far are the first below a heading. */
function isTitle(current: readonly string[], groups: readonly LineGroup[]): boolean {
  const above = groups.at(-1)?.lines;
  return current.length === 1 && above?.length === 1 && standsAlone(above[0] ?? '');
}

/** In a file of one paragraph a line, a line may still be cut around a word in italics. */
function continues(previous: string, line: string): boolean {
  return /[\p{L}\p{N},;–—-]\s*$/u.test(previous) && (/\s$/.test(previous) || /^\s*[\p{Ll},;:.)]/u.test(line));
}

function standsAlone(line: string): boolean {
  const heading = parseHeading(line);
  return heading !== null && heading.rank !== 'titled';
}
