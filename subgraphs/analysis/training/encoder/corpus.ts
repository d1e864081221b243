import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Language } from '@visiobook/schema';
import { cleanWorks, measuredTexts, wordsOf } from './clean-works.ts';
import { ShingleIndex } from './shingle-index.ts';

/**
 * Writes the text that the reader learns from: one paragraph a line, its words as the service sees them, with spaces
 * between. Works that are also measured on are left out whole, and so is every paragraph that shares ten words in a row
 * with anything measured on.
 *
 *     node training/encoder/corpus.ts --data ../../../shared/data --out FOLDER
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
if (!values.data || !values.out) throw new Error('Usage: corpus.ts --data FOLDER --out FOLDER');

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
say(`measured on: ${measured.size} runs of ten words`);

const files = {
  en: createWriteStream(`${out}/corpus.en.txt`),
  fr: createWriteStream(`${out}/corpus.fr.txt`),
};
const dropped: string[] = [];
for (const [file, language] of SOURCES) {
  let works = 0;
  let leftOut = 0;
  let words = 0;
  for await (const work of cleanWorks(`${data}/${file}`, measured)) {
    if (!work.paragraphs) {
      dropped.push(`${file}: ${work.doc}`);
      continue;
    }
    works++;
    leftOut += work.leftOut;
    for (const paragraph of work.paragraphs) {
      const line = wordsOf(paragraph, language);
      if (line.length < 3) continue;
      words += line.length;
      if (!files[language].write(`${line.join(' ')}\n`)) await once(files[language], 'drain');
    }
  }
  say(`${file}: ${works} works, ${words} words; ${leftOut} paragraphs left out`);
}
for (const file of Object.values(files)) file.end();
say(`left out whole:\n${dropped.join('\n')}`);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
