import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { Language } from '@visiobook/schema';
import { WEIGHTS_FOLDER } from '../../src/models/engine.ts';
import { loadTagger } from '../../src/models/reader/load-tagger.ts';
import { computeLater } from '../../src/models/runtime/computation.ts';
import { startRuntime } from '../../src/models/runtime/model-runtime.ts';

/**
 * Has a trained reader tag stretches of the corpus that corpus.ts made, for the next reader to learn from:
 * `node training/encoder/silver.ts --corpus FOLDER --out FOLDER --language en --words 900000 [--id reader-2]`. Writes
 * `silver.LANGUAGE.jsonl`: a sentence a line, `{words, spans: [[first, end, label, kind, chance]]}`, an empty line
 * between stretches.
 */
const { values: options } = parseArgs({
  options: {
    corpus: { type: 'string' },
    out: { type: 'string' },
    language: { type: 'string' },
    words: { type: 'string', default: '900000' },
    id: { type: 'string', default: 'reader-2' },
  },
});
/** Paragraphs of a stretch, and one stretch in so many is read. */
const STRETCH = 40;
const ONE_IN = 29;
const LONGEST_SENTENCE = 120;
const KINDS = { NAME: 'PROP', NOUN: 'NOM', PRONOUN: 'PRON' } as const;

const language = options.language as Language;
const { tagger } = await loadTagger(await startRuntime('wasm'), WEIGHTS_FOLDER, options.id);
const out = createWriteStream(`${options.out}/silver.${language}.jsonl`);
let stretch: string[] = [];
let line = 0;
let words = 0;
for await (const paragraph of createInterface({
  input: createReadStream(`${options.corpus}/corpus.${language}.txt`),
})) {
  if (Math.floor(line++ / STRETCH) % ONE_IN !== 3) continue;
  stretch.push(paragraph);
  if (stretch.length < STRETCH) continue;
  words += await writeTagged(stretch.flatMap(sentencesOf));
  stretch = [];
  if (words > Number(options.words)) break;
}
out.end();
await finished(out);

async function writeTagged(sentences: readonly string[][]): Promise<number> {
  const starts: { firstToken: number; endToken: number }[] = [];
  for (const { length } of sentences) {
    const firstToken = starts.at(-1)?.endToken ?? 0;
    starts.push({ firstToken, endToken: firstToken + length });
  }
  const tokens = sentences.flat().map((text) => ({ text }));
  const spans = await computeLater(tagger.tagging({ language, tokens, sentences: starts }));
  for (const [i, own] of sentences.entries()) {
    const { firstToken: from, endToken: to } = starts[i]!;
    const inside = spans
      .filter((span) => span.firstToken >= from && span.endToken <= to)
      .map((span) => [
        span.firstToken - from,
        span.endToken - from,
        span.label,
        KINDS[span.kind],
        span.score,
      ]);
    out.write(`${JSON.stringify({ words: own, spans: inside })}\n`);
  }
  out.write('\n');
  return tokens.length;
}

/** The corpus has its words apart already; a sentence ends where the next word begins another. */
function sentencesOf(paragraph: string): string[][] {
  const sentences: string[][] = [[]];
  const all = paragraph.split(' ').filter((word) => word !== '');
  for (const [i, word] of all.entries()) {
    sentences.at(-1)!.push(word);
    const next = all[i + 1];
    const isEnd = /^[.!?…]+$/.test(word) && next !== undefined && /^[\p{Lu}"“«‘—-]/u.test(next);
    if (isEnd || sentences.at(-1)!.length >= LONGEST_SENTENCE) sentences.push([]);
  }
  return sentences.filter(({ length }) => length > 0);
}
