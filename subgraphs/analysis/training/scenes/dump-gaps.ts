import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readBook } from '../../src/domain/text/book-text.ts';
import { DENSE, gapReader } from '../../src/models/borders/gap-features.ts';
import { randomOf } from '../random.ts';
import { sharesShingle, shinglesOf } from '../shingles.ts';
import { type MarkedNovel, readElteNovels, readPlainNovels } from './marked-novels.ts';

// Writes the gaps that the border model learns from: OUT.dense (float32), OUT.rows (int16, -1 behind the last) and
// OUT.json with what each one is. Nothing of a work that is measured is taken.

const { values } = parseArgs({
  options: { data: { type: 'string' }, out: { type: 'string' }, plain: { type: 'string', default: '140' } },
});
const data = values.data!;
const out = values.out!;
const random = randomOf(7);
/** Gaps that are no border, for each that is one. */
const OTHERS = 24;
const MOST_ROWS = 32;
/** Books begin and end with what is no story. */
const EDGE = 0.01;

const measured = shinglesOf(
  readFileSync(`${data}/scenes-en/dev.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .flatMap((line) => (JSON.parse(line) as { sentences: string[] }).sentences),
);
const dense = openSync(`${out}.dense`, 'w');
const rows = openSync(`${out}.rows`, 'w');
const about: { doc: string; language: string; label: number; kind: string }[] = [];
const started = Date.now();
let novels = 0;

for (const language of ['en', 'fr'] as const)
  for await (const novel of readElteNovels(`${data}/chapters/train.${language}.jsonl.xz`)) take(novel);
let plain = Number(values.plain);
for await (const novel of readPlainNovels(`${data}/pretrain_extra/en_rcdm_fiction.jsonl.xz`, 'en')) {
  if (count(novel, 'break') < 3) continue;
  take(novel);
  if (--plain <= 0) break;
}
for await (const novel of readPlainNovels(`${data}/pretrain/fr_extra.jsonl.xz`, 'fr'))
  if (count(novel, 'break') >= 2) take(novel);
closeSync(dense);
closeSync(rows);
writeFileSync(`${out}.json`, JSON.stringify(about));
say(
  `${novels} novels, ${about.length} gaps, ${about.filter(({ label }) => label === 1).length} borders, ${(Date.now() - started) / 1000} s`,
);

function count({ marks }: MarkedNovel, kind: string): number {
  return [...marks.values()].filter((mark) => mark === kind).length;
}

function take(novel: MarkedNovel): void {
  const { doc, language, text, marks } = novel;
  if (text.length < 20_000 || marks.size === 0) return;
  if (isMeasured(text)) {
    say(`left out: ${doc}`);
    return;
  }
  novels++;
  const book = readBook({
    title: doc,
    authors: [],
    language,
    text,
    chapters: [{ index: 0, title: null, start: 0, end: text.length }],
  });
  const read = gapReader(book);
  const positives: [number, string][] = [];
  for (const [start, kind] of marks) {
    const paragraph = book.paragraphs.find((one) => one.start === start);
    if (!paragraph || paragraph.firstSentence >= paragraph.endSentence) continue;
    if (start < text.length * EDGE || start > text.length * (1 - EDGE)) continue;
    positives.push([paragraph.firstSentence, kind]);
  }
  const near = new Set(positives.flatMap(([at]) => [at, at - 1, at + 1]));
  for (const [at, kind] of positives) write(at, 1, kind);
  const wanted = Math.min(book.sentences.length / 6, positives.length * OTHERS);
  for (let i = 0; i < wanted; i++) {
    // Most at the beginnings of paragraphs, where the service looks; some within, for texts whose paragraphs are lost.
    const isWithin = random() < 0.3;
    const at = isWithin
      ? Math.floor(random() * book.sentences.length)
      : (book.paragraphs[Math.floor(random() * book.paragraphs.length)]?.firstSentence ?? 0);
    if (at < 2 || at >= book.sentences.length || near.has(at)) continue;
    write(at, 0, isWithin ? 'within' : 'paragraph');
  }
  function write(at: number, label: number, kind: string): void {
    const found = read(at);
    writeSync(dense, found.dense);
    const padded = new Int16Array(MOST_ROWS).fill(-1);
    padded.set(found.rows.slice(0, MOST_ROWS));
    writeSync(rows, padded);
    about.push({ doc, language, label, kind });
  }
  if (novels % 20 === 0) say(`${novels} novels, ${about.length} gaps, ${DENSE} numbers each`);
}

function isMeasured(text: string): boolean {
  const paragraphs = text.split('\n\n');
  let hits = 0;
  for (let i = 0; i < paragraphs.length; i += 5) if (sharesShingle(paragraphs[i]!, measured)) hits++;
  return hits > 3;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
