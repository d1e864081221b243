import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Language } from '@visiobook/schema';
import { type Token, tokenise } from '../src/domain/text/tokens.ts';
import { annotatedWords } from '../src/models/reader/annotated-words.ts';
import { type Example, OUTPUTS, readCorpora, readRows } from './corpora.ts';
import { readNovelSentences } from './novel-sentences.ts';
import { randomOf } from './random.ts';
import { shinglesOf } from './shingles.ts';

/**
 * Writes the labelled sentences with their words and features, for the training in PyTorch, one JSON object a line:
 * `node dump-emotions.ts --data ../../../../shared/data --out FILE`.
 */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    out: { type: 'string', default: 'emotions.jsonl' },
    sentences: { type: 'string', default: '2500' },
  },
});

const out = createWriteStream(options.out);
out.write(`${JSON.stringify({ outputs: OUTPUTS })}\n`);
const { train, tuning, goDev, vadDev, xedEn, xedFr } = readCorpora(`${options.data}/emotions`);
for (const [part, examples] of Object.entries({ train, tuning, goDev, vadDev, xedEn, xedFr }))
  for (const example of examples) write(part, example);
const measured = shinglesOf(
  ['goemotions.dev', 'emobank_vad.dev', 'emolit_gold.dev'].flatMap((name) =>
    readRows(`${options.data}/emotions/${name}.jsonl`).map(({ text }) => text),
  ),
);
for (const [language, files] of [
  ['en', ['chapters/train.en.jsonl.xz']],
  ['fr', ['chapters/train.fr.jsonl.xz', 'pretrain/fr_extra.jsonl.xz']],
] as const) {
  const found = await readNovelSentences({
    language,
    files: files.map((file) => `${options.data}/${file}`),
    measured,
    mostOfEach: Number(options.sentences),
    random: randomOf(3),
  });
  for (const example of found) write('novels', example);
}
out.end();

function write(part: string, { id, language, text, features, targets }: Example): void {
  const known = Array.from(targets, (value) => (Number.isNaN(value) ? null : value));
  out.write(
    `${JSON.stringify({ part, id, language, words: wordsOf(text, language), bags: features, targets: known })}\n`,
  );
}

function wordsOf(text: string, language: Language): string[] {
  const tokens: Token[] = [];
  tokenise(text, 0, text.length, language, tokens);
  return annotatedWords(
    tokens.map((token) => token.text),
    language,
  ).words;
}
