import { mkdirSync, readdirSync, readFileSync, createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { once } from 'node:events';
import type { Language } from '@visiobook/schema';
import { type Token, tokenise } from '../../src/domain/text/tokens.ts';
import { readLines } from '../novels.ts';
import { ShingleIndex } from './shingle-index.ts';

/**
 * Writes the text that the encoder learns from: one paragraph a line, its words as the service sees them, with
 * spaces between. Works that are also measured on are left out whole, and so is every paragraph that shares ten
 * words in a row with anything measured on.
 *
 *     node training/encoder/corpus.ts --data ../../../shared/data --out FOLDER
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
if (!values.data || !values.out) throw new Error('Usage: corpus.ts --data FOLDER --out FOLDER');

/** More shared runs of ten words than a quotation has: the same work, or an edition of it. */
const SAME_WORK = 40;
const SOURCES: readonly [file: string, language: Language][] = [
  ['chapters/train.en.jsonl.xz', 'en'],
  ['pretrain_extra/en_rcdm_fiction.jsonl.xz', 'en'],
  ['chapters/train.fr.jsonl.xz', 'fr'],
  ['pretrain/fr_extra.jsonl.xz', 'fr'],
];

const { data, out } = values as { data: string; out: string };
mkdirSync(out, { recursive: true });
const measured = new ShingleIndex();
for await (const text of measuredTexts(data)) measured.add(text);
console.log(`measured on: ${measured.size} runs of ten words`);

const files = { en: createWriteStream(`${out}/corpus.en.txt`), fr: createWriteStream(`${out}/corpus.fr.txt`) };
const dropped: string[] = [];
for (const [file, language] of SOURCES) {
  let works = 0;
  let paragraphs = 0;
  let words = 0;
  for await (const line of readLines(`${data}/${file}`)) {
    const { doc, text } = JSON.parse(line) as { doc: string; text: string };
    if (measured.shared(text, SAME_WORK) >= SAME_WORK) {
      dropped.push(`${file}: ${doc}`);
      continue;
    }
    works++;
    for (const paragraph of text.split(/\n[ \t]*\n\s*/)) {
      if (measured.shared(paragraph, 1) > 0) {
        paragraphs++;
        continue;
      }
      const line = wordsOf(paragraph, language);
      if (line.length < 3) continue;
      words += line.length;
      if (!files[language].write(`${line.join(' ')}\n`)) await once(files[language], 'drain');
    }
  }
  console.log(`${file}: ${works} works, ${words} words; ${paragraphs} paragraphs left out`);
}
for (const file of Object.values(files)) file.end();
console.log(`left out whole:\n${dropped.join('\n')}`);

/** The words as the encoder reads them: straight apostrophes, and no underscores of plain-text italics. */
function wordsOf(paragraph: string, language: Language): string[] {
  const tokens: Token[] = [];
  tokenise(paragraph, 0, paragraph.length, language, tokens);
  return tokens.filter(({ text }) => text !== '_').map(({ text }) => text.replaceAll('’', "'"));
}

/** Every text that a figure of a card is measured on. */
async function* measuredTexts(folder: string): AsyncGenerator<string> {
  const rows = (file: string) =>
    readFileSync(`${folder}/${file}`, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { text?: string; tokens?: string[]; sentences?: (string | string[])[] });
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
