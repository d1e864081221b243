import type { Language } from '@visiobook/schema';
import { SPEECH_VERBS } from '../lexicon/speech-verbs.ts';
import { ABBREVIATIONS } from '../lexicon/titles.ts';
import type { Token } from './tokens.ts';

const ENDERS = new Set(['.', '!', '?', '…', '...', '....', '..']);
const CLOSERS = new Set(['”', '’', '"', "'", '»', ')', ']']);
const OPENERS = new Set(['“', '‘', '"', "'", '«', '(', '[', '—', '–', '--', '-', '_']);
const PRONOUNS = new Set(['he', 'she', 'i', 'they', 'we', 'it']);

/**
 * Indices of the tokens that begin a sentence, from token `first` to the end of the list: one paragraph.
 * Marks on the way which tokens open a sentence, a quotation or a line of verse.
 */
export function sentenceStarts(text: string, tokens: Token[], first: number, language: Language): number[] {
  if (first >= tokens.length) return [];
  const starts = [first];
  let sentence = first;
  for (let i = first; i < tokens.length; i++) {
    if (tokens[i]!.kind === 'word') markOpening(text, tokens, i, sentence);
    if (!ENDERS.has(tokens[i]!.text)) continue;
    let next = i + 1;
    while (next < tokens.length && (ENDERS.has(tokens[next]!.text) || closesHere(text, tokens, next))) next++;
    if (next >= tokens.length) break;
    if (isBoundary(text, tokens, i, next, language)) {
      starts.push(next);
      sentence = next;
      i = next - 1;
    }
  }
  return starts;
}

function markOpening(text: string, tokens: Token[], i: number, sentence: number): void {
  const before = tokens[i - 1];
  const token = tokens[i]!;
  token.opens =
    i === sentence ||
    before === undefined ||
    (before.kind === 'mark' &&
      (OPENERS.has(before.text) ||
        (ENDERS.has(before.text) && before.text !== '.') ||
        before.text === ':')) ||
    (before.kind === 'mark' && CLOSERS.has(before.text) && i >= 2 && ENDERS.has(tokens[i - 2]!.text)) ||
    text.slice(before.end, token.start).includes('\n');
}

/** A closing mark stands right behind what it closes; an opening one does not. */
function closesHere(text: string, tokens: Token[], i: number): boolean {
  const { text: mark, start } = tokens[i]!;
  if (!CLOSERS.has(mark)) return false;
  if (mark === '»' || mark === '”' || mark === ')' || mark === ']') return true;
  const previous = tokens[i - 1];
  return previous !== undefined && previous.end === start && !/\p{L}/u.test(text[start + 1] ?? '');
}

function isBoundary(text: string, tokens: Token[], ender: number, next: number, language: Language): boolean {
  const mark = tokens[ender]!;
  const following = tokens[next]!;
  if (following.start === tokens[next - 1]!.end && following.kind !== 'mark') return false;
  const word = following.kind === 'mark' ? tokens[next + 1] : following;
  if (following.kind === 'mark' && !OPENERS.has(following.text)) return false;
  if (word && word.kind === 'word' && !word.capital) {
    return following.kind === 'mark' && ['“', '«', '‘'].includes(following.text) && next === ender + 1;
  }
  if (mark.text === '.') {
    const before = tokens[ender - 1];
    if (before?.end === mark.start && before.kind === 'word') {
      if (ABBREVIATIONS[language].has(before.lower)) return false;
      if (before.text.length === 1 && before.capital && before.lower !== 'i') return false;
    }
    return true;
  }
  const closed = next > ender + 1 && CLOSERS.has(tokens[next - 1]!.text);
  return (
    !(closed && isAttribution(tokens, next, language)) ||
    text.slice(tokens[next - 1]!.end, following.start).includes('\n')
  );
}

/** `“Go away!” Alice cried.`: what follows the quotation only says who spoke. */
function isAttribution(tokens: Token[], at: number, language: Language): boolean {
  const verbs = SPEECH_VERBS[language];
  for (let i = at, words = 0; i < tokens.length && words < 4; i++) {
    const token = tokens[i]!;
    if (token.kind === 'mark' && token.text !== '.') return false;
    if (token.kind !== 'word') continue;
    if (words > 0 && verbs.has(token.lower)) return true;
    if (words > 0 && !token.capital && !PRONOUNS.has(token.lower)) return false;
    words++;
  }
  return false;
}
