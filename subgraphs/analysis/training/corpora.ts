import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Language } from '@visiobook/schema';
import { featureReader, type SentenceFeatures } from '../src/models/emotion/sentence-features.ts';
import { GO_LABELS, MOOD_OF, MOODS, XED_LABELS } from './emotion-labels.ts';
import { sharesShingle, shinglesOf } from './shingles.ts';

/** What the outputs of the network are, one after another. */
export const OUTPUTS = [
  ...GO_LABELS.map((label) => `go:${label}`),
  ...XED_LABELS.map((label) => `xed:${label}`),
  ...MOODS.map((mood) => `mood:${mood}`),
  'vad:V',
  'vad:A',
  'vad:D',
];
export const GO_AT = 0;
export const XED_AT = GO_LABELS.length;
export const MOOD_AT = XED_AT + XED_LABELS.length;
export const VAD_AT = MOOD_AT + MOODS.length;

/** The share of XED's training files that is kept for measuring, because XED came without a dev part. */
export const XED_HELD_OUT = 0.1;

export interface Example {
  id: string;
  language: Language;
  text: string;
  features: SentenceFeatures;
  /** One an output; NaN where the example says nothing about it. */
  targets: Float32Array;
}

export interface Corpora {
  train: Example[];
  /** Held out of XED's training files by the text's hash, because it came without a dev part. */
  xedEn: Example[];
  xedFr: Example[];
  /** A tenth of the other training files: calibration and thresholds are fitted here, never on dev. */
  tuning: Example[];
  goDev: Example[];
  vadDev: Example[];
  /** Training sentences dropped because a dev sentence shares ten words in a row with them. */
  dropped: number;
}

interface Row {
  id: string;
  text: string;
  labels?: string[];
  V?: number;
  A?: number;
  D?: number;
}

const FEATURES = { en: featureReader('en'), fr: featureReader('fr') };

/** Reads all that the emotion model learns from and is measured on. */
export function readCorpora(folder: string): Corpora {
  const rows = (name: string) => readRows(`${folder}/${name}.jsonl`);
  const goDev = rows('goemotions.dev').map((row) => example(row, 'en', goTargets));
  const vadDev = rows('emobank_vad.dev').map((row) => example(row, 'en', vadTargets));
  const corpora: Corpora = { train: [], xedEn: [], xedFr: [], tuning: [], goDev, vadDev, dropped: 0 };
  const measured = [...goDev, ...vadDev, ...rows('emolit_gold.dev')].map(({ text }) => text);

  for (const [name, language, held] of [
    ['xed_en.train', 'en', corpora.xedEn],
    ['xed_fr.train', 'fr', corpora.xedFr],
  ] as const) {
    for (const row of rows(name)) {
      const made = example(row, language, (from) => xedTargets(from, language));
      const share = shareOf(row.text);
      if (share < XED_HELD_OUT) {
        held.push(made);
        measured.push(row.text);
      } else (share < 0.15 ? corpora.tuning : corpora.train).push(made);
    }
  }
  for (const row of rows('goemotions.train'))
    (shareOf(row.text) < 0.08 ? corpora.tuning : corpora.train).push(example(row, 'en', goTargets));
  for (const row of rows('emobank_vad.train'))
    (shareOf(row.text) < 0.08 ? corpora.tuning : corpora.train).push(example(row, 'en', vadTargets));

  const shingles = shinglesOf(measured);
  for (const part of ['train', 'tuning'] as const) {
    const clean = corpora[part].filter(({ text }) => !sharesShingle(text, shingles));
    corpora.dropped += corpora[part].length - clean.length;
    corpora[part] = clean;
  }
  return corpora;
}

export function readRows(path: string): Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

/** From 0 to 1, the same for the same text whatever its case and marks. */
export function shareOf(text: string): number {
  const plain = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  // Salted, because the sealed parts were held out by a hash of the text too.
  return createHash('sha256').update(`visiobook ${plain}`).digest().readUInt32LE(0) / 2 ** 32;
}

function example(row: Row, language: Language, targetsOf: (row: Row) => Float32Array): Example {
  return {
    id: row.id,
    language,
    text: row.text,
    features: FEATURES[language](row.text),
    targets: targetsOf(row),
  };
}

/** Targets of which nothing is known. */
export function unknownTargets(): Float32Array {
  return new Float32Array(OUTPUTS.length).fill(Number.NaN);
}

function goTargets({ labels = [] }: Row): Float32Array {
  const targets = unknownTargets();
  for (const [i, label] of GO_LABELS.entries()) targets[GO_AT + i] = labels.includes(label) ? 1 : 0;
  setMoods(targets, labels, MOODS);
  return targets;
}

function xedTargets({ labels = [] }: Row, language: Language): Float32Array {
  const targets = unknownTargets();
  for (const [i, label] of XED_LABELS.entries())
    if (language === 'en' || label !== 'neutral') targets[XED_AT + i] = labels.includes(label) ? 1 : 0;
  // XED knows no tenderness, and its French part no neutral sentence.
  const known = MOODS.filter((mood) => mood !== 'TENDERNESS' && (language === 'en' || mood !== 'NEUTRAL'));
  setMoods(targets, labels, known);
  return targets;
}

function setMoods(targets: Float32Array, labels: readonly string[], known: readonly string[]): void {
  const moods = new Set<string | undefined>(labels.map((label) => MOOD_OF[label]));
  moods.delete(undefined);
  if (moods.size === 0) return;
  for (const [i, mood] of MOODS.entries())
    if (known.includes(mood)) targets[MOOD_AT + i] = moods.has(mood) ? 1 : 0;
}

/** Ratings from 1 to 5, as distance from the middle. */
function vadTargets({ V, A, D }: Row): Float32Array {
  const targets = unknownTargets();
  targets.set([V! - 3, A! - 3, D! - 3], VAD_AT);
  return targets;
}
