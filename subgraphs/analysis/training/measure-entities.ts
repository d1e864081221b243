import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Language } from '@visiobook/schema';
import type { EntitySpan } from '../src/domain/ports.ts';
import { WEIGHTS_FOLDER } from '../src/models/engine.ts';
import { openLexis } from '../src/models/lexis/lexis.ts';
import { modelEntityTagger } from '../src/models/reader/model-entity-tagger.ts';
import { loadReader, type Reader } from '../src/models/reader/reader.ts';
import { compute } from '../src/models/runtime/computation.ts';
import { startRuntime } from '../src/models/runtime/model-runtime.ts';
import type { ModelManifest } from '../src/models/weights/model-manifest.ts';
import { readWeights } from '../src/models/weights/read-weights.ts';
import { calibrationError } from './thresholds.ts';

/**
 * Runs a reader's weights as the service does over the dev sets, and fits how much a label must have and how sure it may
 * be of its spans: `node training/measure-entities.ts --shared ../../../shared --id reader-3 [--write]`. Prints one
 * JSON object. A threshold is taken where it helps both halves of a dev set; the slope is fitted on every other
 * sentence, and its error measured on the rest; `--write` puts them into the manifest.
 */
const { values: options } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    weights: { type: 'string' },
    id: { type: 'string', default: 'reader-3' },
    write: { type: 'boolean', default: false },
  },
});

interface Sentence {
  /** Sentences of one document follow each other. */
  doc: number;
  words: string[];
  /** "first end label kind" of each mention. */
  gold: Set<string>;
}

const SLOPES = Array.from({ length: 31 }, (_, i) => 0.3 + i * 0.05);
const KINDS: Record<EntitySpan['kind'], string> = { NAME: 'PROP', NOUN: 'NOM', PRONOUN: 'PRON' };

const folder = options.weights ? pathToFileURL(`${options.weights}/`) : WEIGHTS_FOLDER;
const { tf } = await startRuntime('wasm');
const file = await readWeights(folder, options.id);
const lexis = openLexis(await readWeights(folder, file.manifest.lexis!));
const reader = compute(loadReader(tf, file, lexis));

/** What helps less is chance. */
const GAIN = 0.001;
const THRESHOLDS = Array.from({ length: 9 }, (_, i) => (i - 3) / 2);

const figures: Record<string, unknown> = {};
const thresholds: Record<string, number> = {};
const guesses: { slope: number; fitted: Guess[]; measured: Guess[] }[] = SLOPES.map((slope) => ({
  slope,
  fitted: [],
  measured: [],
}));
for (const language of ['en', 'fr'] as const) {
  const sentences = language === 'en' ? litbank(options.shared) : frLitbank(options.shared);
  const told = toldOf(reader, sentences, language);
  Object.assign(thresholds, fittedThresholds(told, sentences, language));
  figures[language] = scores(sentences, told({ thresholds }));
  for (const { slope, fitted, measured } of guesses)
    for (const [i, spans] of told({ thresholds, calibration: { score: { slope, shift: 0 } } }).entries())
      for (const span of spans)
        (i % 2 === 0 ? fitted : measured).push({ chance: span.score, isRight: isRight(sentences[i]!, span) });
}
const best = guesses.reduce((a, b) => (surprise(b.fitted) < surprise(a.fitted) ? b : a));
const plain = guesses.find(({ slope }) => Math.abs(slope - 1) < 1e-9)!;
const errorOf = ({ measured }: { measured: Guess[] }) =>
  calibrationError(
    measured.map(({ chance }) => chance),
    measured.map(({ isRight: right }) => right),
  );
const slope = Math.round(best.slope * 100) / 100;
const measured = {
  ...figures,
  thresholds,
  slope,
  calibrationError: { before: errorOf(plain), after: errorOf(best) },
};
process.stdout.write(`${JSON.stringify(measured, null, 1)}\n`);
if (options.write) {
  const path = new URL(`${options.id}.json`, folder);
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as ModelManifest;
  manifest.calibration = { score: { slope, shift: 0 } };
  manifest.thresholds = thresholds;
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** One label after the other: the threshold with the best F1 among those that make neither half worse. */
function fittedThresholds(told: Told, sentences: readonly Sentence[], language: Language) {
  const fitted: Record<string, number> = {};
  const figuresOf = (own: Record<string, number>) => {
    const found = told({ thresholds: own });
    const half = Math.floor(sentences.length / 2);
    return [
      [0, sentences.length],
      [0, half],
      [half, sentences.length],
    ].map(([from, to]) => scores(sentences.slice(from, to), found.slice(from, to)).named) as Halves;
  };
  let best = figuresOf(fitted);
  for (const label of file.manifest.outputs)
    for (const threshold of THRESHOLDS) {
      const other = figuresOf({ ...fitted, [`${label}:${language}`]: threshold });
      if (other.some((figure, i) => figure < best[i]! + GAIN)) continue;
      fitted[`${label}:${language}`] = threshold;
      best = other;
    }
  return fitted;
}

type Halves = [whole: number, first: number, second: number];

interface Guess {
  chance: number;
  isRight: boolean;
}

function litbank(shared: string): Sentence[] {
  return rows<{
    sentences: string[][];
    entities: [number, number, string][];
    mentions: [number, number, string, string][];
  }>(`${shared}/data/litbank/dev.jsonl`).flatMap(({ sentences, entities, mentions }, doc) => {
    const kinds = new Map(mentions.map(([first, end, , kind]) => [`${first} ${end}`, kind]));
    const all = [
      ...entities.map(
        ([first, end, label]) => [first, end, label, kinds.get(`${first} ${end}`) ?? 'NOM'] as const,
      ),
      ...mentions
        .filter(([, , , kind]) => kind === 'PRON')
        .map(([first, end, label, kind]) => [first, end, label, kind] as const),
    ];
    let at = 0;
    return sentences.map((words) => {
      const from = at;
      at += words.length;
      const inside = all.filter(([first, end]) => first >= from && end <= at);
      return {
        doc,
        words,
        gold: new Set(inside.map(([first, end, ...rest]) => [first - from, end - from, ...rest].join(' '))),
      };
    });
  });
}

function frLitbank(shared: string): Sentence[] {
  return rows<{ tokens: string[]; entities: [number, number, string][] }>(
    `${shared}/data/fr-litbank/booknlpfr_v3_ner_dev.jsonl`,
  ).map(({ tokens, entities }) => ({
    doc: 0,
    words: tokens,
    gold: new Set(
      entities.map(([first, end, label]) => [first, end, ...label.split('_').reverse()].join(' ')),
    ),
  }));
}

function rows<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

/** What a reader's weights tell of sentences when its manifest says so: spans by sentence. */
type Told = (manifest: Partial<ModelManifest>) => EntitySpan[][];

/** It reads once, however often it is asked. */
function toldOf(source: Reader, sentences: readonly Sentence[], language: Language): Told {
  const documents = [...Map.groupBy(sentences, ({ doc }) => doc).values()].map((own) => ({
    ...textOf(own, language),
    recorded: recording(
      source,
      own.map(({ words }) => words),
      language,
    ),
  }));
  return (manifest) =>
    documents.flatMap(({ recorded, ...text }) => {
      const tagger = modelEntityTagger({ ...recorded, manifest: { ...recorded.manifest, ...manifest } });
      return bySentence(tagger.tag(text), text.sentences);
    });
}

function recording(source: Reader, words: readonly (readonly string[])[], language: Language): Reader {
  const told: Parameters<Parameters<Reader['read']>[2]>[] = [];
  const record = source.read(words, language, (sentence, first, last, labels, kinds) => {
    if (labels.some((score) => score > THRESHOLDS[0]!))
      told.push([sentence, first, last, labels.slice(), kinds.slice()]);
  });
  compute(record);
  return {
    ...source,
    // biome-ignore lint/correctness/useYield: it knows its numbers.
    *read(_sentences, _language, visit) {
      for (const one of told) visit(...one);
    },
  };
}

function textOf(sentences: readonly Sentence[], language: Language) {
  const starts: { firstToken: number; endToken: number }[] = [];
  for (const { words } of sentences) {
    const firstToken = starts.at(-1)?.endToken ?? 0;
    starts.push({ firstToken, endToken: firstToken + words.length });
  }
  const tokens = sentences.flatMap(({ words }) => words.map((text) => ({ text })));
  return { language, tokens, sentences: starts };
}

function bySentence(
  spans: readonly EntitySpan[],
  sentences: readonly { firstToken: number; endToken: number }[],
): EntitySpan[][] {
  const found: EntitySpan[][] = sentences.map(() => []);
  let at = 0;
  for (const span of spans) {
    while (span.firstToken >= sentences[at]!.endToken) at++;
    const { firstToken } = sentences[at]!;
    found[at]!.push({
      ...span,
      firstToken: span.firstToken - firstToken,
      endToken: span.endToken - firstToken,
    });
  }
  return found;
}

function isRight({ gold }: Sentence, { firstToken, endToken, label }: EntitySpan): boolean {
  return Object.values(KINDS).some((kind) => gold.has(`${firstToken} ${endToken} ${label} ${kind}`));
}

/** F1 of spans with labels: without pronouns, with them, and with the kinds of mention. */
function scores(sentences: readonly Sentence[], found: readonly EntitySpan[][]) {
  const f1 = (gold: (mention: string) => string | null, mine: (span: EntitySpan) => string | null) => {
    let right = 0;
    let total = 0;
    for (const [i, sentence] of sentences.entries()) {
      const theirs = new Set([...sentence.gold].flatMap((mention) => gold(mention) ?? []));
      const ours = new Set(found[i]!.flatMap((span) => mine(span) ?? []));
      total += theirs.size + ours.size;
      for (const one of ours) if (theirs.has(one)) right++;
    }
    return Math.round((20_000 * right) / Math.max(1, total)) / 10_000;
  };
  const typed = ({ firstToken, endToken, label }: EntitySpan) => `${firstToken} ${endToken} ${label}`;
  const withoutKind = (mention: string) => mention.replace(/ \w+$/, '');
  return {
    named: f1(
      (mention) => (mention.endsWith('PRON') ? null : withoutKind(mention)),
      (span) => (span.kind === 'PRONOUN' ? null : typed(span)),
    ),
    all: f1(withoutKind, typed),
    kinds: f1(
      (mention) => mention,
      (span) => `${typed(span)} ${KINDS[span.kind]}`,
    ),
  };
}

/** How little the chances say of what was right: the mean of minus their logarithms. */
function surprise(made: readonly Guess[]): number {
  const bits = made.map(
    ({ chance, isRight: right }) => -Math.log(Math.max(1e-9, right ? chance : 1 - chance)),
  );
  return bits.reduce((sum, one) => sum + one, 0) / Math.max(1, bits.length);
}
