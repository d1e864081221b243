import { readdirSync, readFileSync } from 'node:fs';
import type { Language } from '@visiobook/schema';
import { type Token, tokenise } from '../../src/domain/text/tokens.ts';
import { readLines } from '../novels.ts';
import type { ShingleIndex } from './shingle-index.ts';

/** More shared runs of ten words than a quotation has: the same work, or an edition of it. */
const SAME_WORK = 40;

export interface CleanWork {
  doc: string;
  /** Paragraphs that share no ten words in a row with anything measured on; null when the work itself is measured on. */
  paragraphs: string[] | null;
  leftOut: number;
}

/** The works of a file, without what is measured on. */
export async function* cleanWorks(file: string, measured: ShingleIndex): AsyncGenerator<CleanWork> {
  for await (const line of readLines(file)) {
    const { doc, text } = JSON.parse(line) as { doc: string; text: string };
    if (measured.shared(text, SAME_WORK) >= SAME_WORK) {
      yield { doc, paragraphs: null, leftOut: 0 };
      continue;
    }
    const all = text.split(/\n[ \t]*\n\s*/);
    const paragraphs = all.filter((paragraph) => measured.shared(paragraph, 1) === 0);
    yield { doc, paragraphs, leftOut: all.length - paragraphs.length };
  }
}

/** The words as the reader takes them: straight apostrophes, and no underscores of plain-text italics. */
export function wordsOf(paragraph: string, language: Language): string[] {
  const tokens: Token[] = [];
  tokenise(paragraph, 0, paragraph.length, language, tokens);
  return tokens.filter(({ text }) => text !== '_').map(({ text }) => text.replaceAll('’', "'"));
}

/** Every text that a figure of a card is measured on. */
export async function* measuredTexts(folder: string): AsyncGenerator<string> {
  const rows = (file: string) =>
    readFileSync(`${folder}/${file}`, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(
        (line) => JSON.parse(line) as { text?: string; tokens?: string[]; sentences?: (string | string[])[] },
      );
  const flat = (sentences: (string | string[])[]) => sentences.flat().join(' ');
  for (const file of ['litbank/dev.jsonl', 'scenes-en/dev.jsonl'])
    for (const { sentences } of rows(file)) yield flat(sentences!);
  for (const file of [
    'fr-litbank/dev.jsonl',
    'speech-fr/dev.jsonl',
    'emotions/goemotions.dev.jsonl',
    'emotions/emobank_vad.dev.jsonl',
    'emotions/emolit_gold.dev.jsonl',
  ])
    for (const { text } of rows(file)) yield text!;
  for (const part of ['dev', 'train', 'train_us-pd-only'])
    for (const name of readdirSync(`${folder}/pdnc/${part}`))
      if (name.endsWith('.txt')) yield readFileSync(`${folder}/pdnc/${part}/${name}`, 'utf8');
  for (const name of readdirSync(`${folder}/7-romans`))
    if (name.endsWith('.ner.jsonl'))
      yield rows(`7-romans/${name}`)
        .map(({ tokens }) => tokens!.join(' '))
        .join('\n');
  for await (const line of readLines(`${folder}/chapters/dev.jsonl.xz`))
    yield (JSON.parse(line) as { text: string }).text;
}
