import type { Language } from '@visiobook/schema';
import { ROWS, wordRow } from '../src/models/emotion/sentence-features.ts';
import { WIDTH } from './network.ts';
import { readNovels } from './novels.ts';
import { sharesShingle } from './shingles.ts';

const WORD = /[\p{L}\p{M}]+|[!?]+|\.{3}|…/gu;
const REACH = 5;
const NEGATIVES = 5;
const RATE = 0.05;
/** Words more frequent than this are often passed over. */
const FREQUENT = 2e-4;

export interface WordVectorOptions {
  language: Language;
  /** Files of novels, `{text}` a line, packed by xz. */
  files: readonly string[];
  mostWords: number;
  /** Paragraphs that share ten words with one of these are left out. */
  measured: ReadonlySet<string>;
  random: () => number;
}

/** Learns word rows of the table from novels: a word is guessed from its neighbours (CBOW, negative sampling). */
export async function learnWordVectors(
  table: Float32Array,
  options: WordVectorOptions,
): Promise<{ words: number; dropped: number }> {
  const { language, random } = options;
  const { words, dropped } = await readWords(options);
  const counts = new Uint32Array(ROWS.word);
  for (const row of words) counts[row]!++;
  const drawNegative = negativeDraw(counts, random);
  const outputs = new Float32Array(ROWS.word * WIDTH);
  const context = new Float32Array(WIDTH);
  const back = new Float32Array(WIDTH);
  const sentence: number[] = [];
  const stop = wordRow('.', language);
  for (const [i, row] of words.entries()) {
    const frequency = counts[row]! / words.length;
    if (random() < Math.sqrt(FREQUENT / frequency) + FREQUENT / frequency) sentence.push(row);
    if (row !== stop && sentence.length < 400) continue;
    const rate = RATE * Math.max(0.02, 1 - i / words.length);
    for (let at = 0; at < sentence.length; at++) learnWord(at, rate);
    sentence.length = 0;
  }
  return { words: words.length, dropped };

  function learnWord(at: number, rate: number): void {
    const reach = 1 + Math.floor(random() * REACH);
    const from = Math.max(0, at - reach);
    const to = Math.min(sentence.length, at + reach + 1);
    if (to - from < 2) return;
    context.fill(0);
    back.fill(0);
    const share = 1 / (to - from - 1);
    for (let i = from; i < to; i++) {
      if (i === at) continue;
      const row = sentence[i]! * WIDTH;
      for (let k = 0; k < WIDTH; k++) context[k]! += table[row + k]! * share;
    }
    for (let n = 0; n <= NEGATIVES; n++) {
      const target = n === 0 ? sentence[at]! : drawNegative();
      if (n > 0 && target === sentence[at]) continue;
      const row = target * WIDTH;
      let logit = 0;
      for (let k = 0; k < WIDTH; k++) logit += context[k]! * outputs[row + k]!;
      const error = rate * ((n === 0 ? 1 : 0) - 1 / (1 + Math.exp(-logit)));
      for (let k = 0; k < WIDTH; k++) {
        back[k]! += error * outputs[row + k]!;
        outputs[row + k]! += error * context[k]!;
      }
    }
    for (let i = from; i < to; i++) {
      if (i === at) continue;
      const row = sentence[i]! * WIDTH;
      for (let k = 0; k < WIDTH; k++) table[row + k]! += back[k]!;
    }
  }
}

/** The novels as rows of words, a full stop after each paragraph. */
async function readWords({ language, files, mostWords, measured }: WordVectorOptions) {
  const words = new Uint16Array(mostWords);
  const rows = new Map<string, number>();
  let count = 0;
  let dropped = 0;
  const stop = wordRow('.', language);
  for await (const text of readNovels(files)) {
    for (const paragraph of text.split(/\n\s*\n/)) {
      if (count + paragraph.length > mostWords) continue;
      if (sharesShingle(paragraph, measured)) {
        dropped++;
        continue;
      }
      for (const word of paragraph.toLowerCase().match(WORD) ?? []) {
        const row = rows.get(word) ?? wordRow(word, language);
        rows.set(word, row);
        words[count++] = row;
      }
      words[count++] = stop;
    }
  }
  return { words: words.subarray(0, count), dropped };
}

function negativeDraw(counts: Uint32Array, random: () => number): () => number {
  const size = 1 << 20;
  const drawn = new Uint16Array(size);
  const total = counts.reduce((sum, count) => sum + count ** 0.75, 0);
  let at = 0;
  let sum = 0;
  for (const [row, count] of counts.entries()) {
    sum += count ** 0.75 / total;
    while (at < sum * size && at < size) drawn[at++] = row;
  }
  return () => drawn[Math.floor(random() * size)]!;
}
