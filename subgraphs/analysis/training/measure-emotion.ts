import { existsSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { EmotionLabel, Language } from '@visiobook/schema';
import { loadMood } from '../src/models/emotion/load-mood.ts';
import { WORD_BONUS } from '../src/models/emotion/model-emotion-scorer.ts';
import type { SentenceModel } from '../src/models/emotion/sentence-model.ts';
import { WEIGHTS_FOLDER } from '../src/models/engine.ts';
import { BACKEND_CHOICES, type BackendChoice, startRuntime } from '../src/models/runtime/model-runtime.ts';
import { readRows, shareOf, XED_HELD_OUT } from './corpora.ts';
import { EMOLIT_MOOD_OF, GO_LABELS, MOODS, XED_LABELS } from './emotion-labels.ts';
import { encoderOf } from './encoder-of.ts';
import { lexiconMoods } from './lexicon-moods.ts';
import { calibrationError } from './thresholds.ts';

/**
 * Runs the shipped weights as the service does over the dev sets and scores them with the project's scorers:
 * `node measure-emotion.ts --shared ../shared --id mood-4`. Prints one JSON object.
 */
const { values: options } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    id: { type: 'string', default: 'mood-4' },
    backend: { type: 'string', default: 'wasm' },
    out: { type: 'string' },
  },
});

interface Labelled {
  id: string;
  text: string;
  labels: string[];
}

const scorerFile = `${options.shared}/scorers/labels.mjs`;
if (!existsSync(scorerFile)) throw new Error(`There is no ${scorerFile}.`);
const { scoreLabels, scoreVad } = (await import(pathToFileURL(scorerFile).href)) as {
  scoreLabels(
    gold: object[],
    predicted: object[],
    options?: { labels: readonly string[] },
  ): { macroF1: number };
  scoreVad(gold: object[], predicted: object[]): Record<'V' | 'A' | 'D', { r: number; mae: number }>;
};
const choice = BACKEND_CHOICES.find((name) => name === options.backend) ?? 'auto';
const runtime = await startRuntime(choice as Exclude<BackendChoice, 'off'>);
const { backend } = runtime;
const { model } = await loadMood(runtime, WEIGHTS_FOLDER, options.id, (id) => encoderOf(runtime, id));
const emotions = (name: string) => readRows(`${options.shared}/data/emotions/${name}.jsonl`) as Labelled[];

const goDev = emotions('goemotions.dev');
const goGuesses = labelled(model, goDev, 'en', 'go', GO_LABELS);
const vadDev = emotions('emobank_vad.dev');
const vadGuesses = model.read(texts(vadDev), 'en').map((row, i) => ({
  id: vadDev[i]!.id,
  ...Object.fromEntries((['V', 'A', 'D'] as const).map((k) => [k, 3 + row[at(model, `vad:${k}`)]!])),
}));
const emolit = emotions('emolit_gold.dev').flatMap((row) => {
  const labels = [...new Set(row.labels.flatMap((label) => EMOLIT_MOOD_OF[label] ?? []))];
  return labels.length > 0 ? [{ ...row, labels }] : [];
});
const felt = MOODS.filter((mood) => mood !== 'NEUTRAL');
const emolitLexicon = emolit.map(({ id, text }) => ({ id, labels: lexiconMoods(text, 'en').slice(0, 1) }));

const figures = {
  id: options.id,
  backend,
  goEmotionsMacroF1: scoreLabels(goDev, goGuesses, { labels: GO_LABELS }).macroF1,
  xedMacroF1: { en: xed('en'), fr: xed('fr') },
  emoBank: scoreVad(vadDev, vadGuesses),
  /** The one likeliest mood of literary sentences that have a mood. */
  emolitMoods: {
    sentences: emolit.length,
    model: scoreLabels(emolit, bestOf(model, emolit, 0), { labels: felt }).macroF1,
    modelAndWords: scoreLabels(emolit, bestOf(model, emolit, WORD_BONUS), { labels: felt }).macroF1,
    words: scoreLabels(emolit, emolitLexicon, { labels: felt }).macroF1,
  },
  moodCalibrationError: moodCalibration(),
};
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
if (options.out) writeFileSync(options.out, goGuesses.map((guess) => JSON.stringify(guess)).join('\n'));

function xed(language: Language): number {
  const labels = XED_LABELS.slice(0, -1);
  const rows = emotions(`xed_${language}.train`).filter(({ text }) => shareOf(text) < XED_HELD_OUT);
  const gold = rows.map((row) => ({ ...row, labels: row.labels.filter((label) => label !== 'neutral') }));
  return scoreLabels(gold, labelled(model, rows, language, 'xed', labels), { labels }).macroF1;
}

function labelled(
  by: SentenceModel,
  rows: readonly Labelled[],
  language: Language,
  task: 'go' | 'xed' | 'mood',
  labels: readonly string[],
): { id: string; labels: string[] }[] {
  return by.read(texts(rows), language).map((outputs, i) => ({
    id: rows[i]!.id,
    labels: labels.filter(
      (label) =>
        outputs[at(by, `${task}:${label}`)]! > by.manifest.thresholds[`${task}:${label}:${language}`]!,
    ),
  }));
}

/** The one mood with the highest calibrated chance. */
function bestOf(
  by: SentenceModel,
  rows: readonly Labelled[],
  bonus: number,
): { id: string; labels: EmotionLabel[] }[] {
  return by.read(texts(rows), 'en').map((outputs, i) => {
    const named = lexiconMoods(rows[i]!.text, 'en');
    const chances = felt.map((mood) => chanceOf(by, outputs, mood, named.includes(mood) ? bonus : 0));
    return { id: rows[i]!.id, labels: [felt[chances.indexOf(Math.max(...chances))]!] };
  });
}

function moodCalibration(): number {
  const rows = goDev.filter(({ labels }) => labels.some((label) => EMOLIT_MOOD_OF[label]));
  const chances: number[] = [];
  const truths: boolean[] = [];
  for (const [i, outputs] of model.read(texts(rows), 'en').entries()) {
    for (const mood of MOODS) {
      chances.push(chanceOf(model, outputs, mood));
      truths.push(rows[i]!.labels.some((label) => EMOLIT_MOOD_OF[label] === mood));
    }
  }
  return calibrationError(chances, truths);
}

function chanceOf(by: SentenceModel, outputs: Float32Array, mood: EmotionLabel, bonus = 0): number {
  const { slope, shift } = by.manifest.calibration[`mood:${mood}`]!;
  return 1 / (1 + Math.exp(-(slope * outputs[at(by, `mood:${mood}`)]! + shift + bonus)));
}

function at(by: SentenceModel, output: string): number {
  return by.manifest.outputs.indexOf(output);
}

function texts(rows: readonly { text: string }[]): string[] {
  return rows.map(({ text }) => text);
}
