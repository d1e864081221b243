import type { TimedSentence } from './film-frame.ts';
import { isSpeakable } from './speech-parts.ts';

export interface Cue {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

const LINE_LENGTH = 42;
const CUE_LENGTH = 2 * LINE_LENGTH;
const SHORTEST_CUE_SECONDS = 1;

/** Captions of at most two lines of 42 characters, cut where the sentence itself breathes. */
export function captionCues(sentences: readonly TimedSentence[]): Cue[] {
  const cues: Cue[] = [];
  for (const sentence of sentences) {
    const text = sentence.text.replace(/[ \t\n]+/g, ' ').trim();
    if (!isSpeakable(text)) continue;
    const parts = splitText(text);
    let from = 0;
    for (const part of parts) {
      const to = Math.min(text.length, text.indexOf(part, from) + part.length);
      cues.push({
        start: timeAt(sentence, text, from),
        end: timeAt(sentence, text, to),
        lines: breakLines(part),
      });
      from = to;
    }
  }
  return holdLongEnough(cues);
}

export function toSrt(cues: readonly Cue[]): string {
  const blocks = cues.map(
    (cue, i) => `${i + 1}\n${clock(cue.start, ',')} --> ${clock(cue.end, ',')}\n${cue.lines.join('\n')}\n`,
  );
  return blocks.join('\n');
}

export function toVtt(cues: readonly Cue[], language?: string): string {
  const header = language === undefined ? 'WEBVTT\n' : `WEBVTT\nLanguage: ${language}\n`;
  const blocks = cues.map(
    (cue) => `${clock(cue.start, '.')} --> ${clock(cue.end, '.')}\n${cue.lines.map(escapeVtt).join('\n')}\n`,
  );
  return [header, ...blocks].join('\n');
}

/** Cuts a sentence into cue-sized parts, best at clause marks near the middle, else at the last fitting space. */
function splitText(text: string): string[] {
  if (text.length <= CUE_LENGTH && fitsTwoLines(text)) return [text];
  const cut = bestCut(text);
  return [...splitText(text.slice(0, cut).trim()), ...splitText(text.slice(cut).trim())];
}

function bestCut(text: string): number {
  let best = -1;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let at = text.indexOf(' '); at !== -1; at = text.indexOf(' ', at + 1)) {
    const overflow = Math.max(0, at - CUE_LENGTH) * 10;
    const cost = overflow + Math.abs(at - Math.min(text.length / 2, CUE_LENGTH * 0.8)) + breathCost(text, at);
    if (cost < bestCost) [best, bestCost] = [at, cost];
  }
  // A single word longer than a cue is cut like a rope: nothing better exists.
  return best === -1 ? CUE_LENGTH : best;
}

/** How unnatural a pause before the space at `at` would sound: nothing after a clause mark, much inside a phrase. */
function breathCost(text: string, at: number): number {
  const before = text[at - 1] ?? '';
  const after = text[at + 1] ?? '';
  if (/[.!?…;:]/.test(before)) return 0;
  if (/[,—–»”)]/.test(before) || /[—–«“(]/.test(after)) return 6;
  if (
    /^(and|but|or|that|which|who|when|while|et|mais|ou|qui|que|quand|lorsque|dont)\b/i.test(
      text.slice(at + 1),
    )
  )
    return 16;
  if (/\b(a|an|the|of|to|in|un|une|le|la|les|des|du|de|à|en)$/i.test(text.slice(0, at))) return 48;
  return 30;
}

function fitsTwoLines(text: string): boolean {
  return breakLines(text).every((line) => line.length <= LINE_LENGTH);
}

/** One line when it fits, else the most even two. No-break spaces hold French punctuation to its word. */
function breakLines(text: string): string[] {
  if (text.length <= LINE_LENGTH) return [text];
  let best: string[] = [text];
  let bestCost = Number.POSITIVE_INFINITY;
  for (let at = text.indexOf(' '); at !== -1; at = text.indexOf(' ', at + 1)) {
    const lines = [text.slice(0, at), text.slice(at + 1)];
    const longest = Math.max(...lines.map((line) => line.length));
    const cost = longest + breathCost(text, at) / 4;
    if (cost < bestCost) [best, bestCost] = [lines, cost];
  }
  return best.length === 1 ? [text.slice(0, LINE_LENGTH), text.slice(LINE_LENGTH)] : best;
}

/** The time at which a character is spoken: by the words' own times when known, else by even speech. */
function timeAt(sentence: TimedSentence, text: string, offset: number): number {
  if (offset <= 0) return sentence.start;
  if (offset >= text.length) return sentence.end;
  const share = offset / text.length;
  const words = sentence.words;
  if (words && words.length > 1) {
    const wordCount = text.split(' ').length;
    const spoken = text.slice(0, offset).split(' ').length;
    const word = words[Math.min(words.length - 1, Math.round((spoken / wordCount) * words.length))];
    if (word) return word.start;
  }
  return sentence.start + (sentence.end - sentence.start) * share;
}

/** Short cues borrow time from the silence after them, and no cue overlaps the next. */
function holdLongEnough(cues: readonly Cue[]): Cue[] {
  return cues.map((cue, i) => {
    const next = cues[i + 1]?.start ?? Number.POSITIVE_INFINITY;
    const wanted = Math.max(cue.end, cue.start + SHORTEST_CUE_SECONDS);
    return { ...cue, end: Math.max(Math.min(wanted, next), Math.min(cue.end, next)) };
  });
}

function clock(seconds: number, mark: string): string {
  const ms = Math.max(0, Math.round(seconds * 1000));
  const pad = (value: number, size: number) => String(value).padStart(size, '0');
  const whole = Math.floor(ms / 1000);
  return `${pad(Math.floor(whole / 3600), 2)}:${pad(Math.floor(whole / 60) % 60, 2)}:${pad(whole % 60, 2)}${mark}${pad(ms % 1000, 3)}`;
}

function escapeVtt(line: string): string {
  return line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
