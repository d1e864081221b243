import type { Language } from '@visiobook/schema';
import { z } from 'zod';
import type { SentenceModel } from '../../subgraphs/analysis/src/models/emotion/sentence-model.ts';
import { loadEngine } from '../../subgraphs/analysis/src/models/engine.ts';
import { modelSettings } from '../../subgraphs/analysis/src/models/settings.ts';

export const EmotionRow = z.object({ id: z.string(), text: z.string() });
type Row = z.infer<typeof EmotionRow>;

/** Sets of annotations, and the outputs of the model that were trained to give their labels. */
const SETS = {
  goemotions: { outputs: 'go', unless: null },
  xed_en: { outputs: 'xed', unless: 'neutral' },
  xed_fr: { outputs: 'xed', unless: null },
  emolit: { outputs: 'go', unless: null },
} as const;

/** What EmoLit calls differently from GoEmotions, whose labels it otherwise has. */
const IN_EMOLIT: Readonly<Record<string, string | null>> = {
  remorse: 'guilt',
  neutral: 'indifference',
  confusion: 'doubt',
  realization: null,
};

/** Gives sentences the labels of a set, as many as the model sees in it. */
export async function emotionAnnotator(set: keyof typeof SETS) {
  const model = await moodModel();
  const { manifest } = model;
  const { outputs, unless } = SETS[set];
  const mine = manifest.outputs.flatMap((output, at) =>
    output.startsWith(`${outputs}:`) && output !== 'xed:neutral'
      ? [{ output, label: output.slice(outputs.length + 1), at }]
      : [],
  );
  const labelsOf = (row: Float32Array, language: Language) => {
    const seen = mine
      .filter(({ output, at }) => row[at]! > manifest.thresholds[`${output}:${language}`]!)
      .map(({ label }) => label);
    const labels =
      set === 'emolit'
        ? seen.flatMap((label) => IN_EMOLIT[label] ?? (label in IN_EMOLIT ? [] : label))
        : seen;
    return labels.length === 0 && unless ? [unless] : labels;
  };
  return (rows: readonly Row[], language: Language) =>
    readAll(model, rows, language).map((row, i) => ({ id: rows[i]!.id, labels: labelsOf(row, language) }));
}

/** Valence, arousal and dominance on the scale from 1 to 5 that the annotators used. */
export async function vadAnnotator() {
  const model = await moodModel();
  const [v, a, d] = ['V', 'A', 'D'].map((dimension) => model.manifest.outputs.indexOf(`vad:${dimension}`));
  const MIDDLE = 3;
  return (rows: readonly Row[], language: Language) =>
    readAll(model, rows, language).map((row, i) => ({
      id: rows[i]!.id,
      V: MIDDLE + row[v!]!,
      A: MIDDLE + row[a!]!,
      D: MIDDLE + row[d!]!,
    }));
}

function readAll(model: SentenceModel, rows: readonly Row[], language: Language): Float32Array[] {
  return model.read(
    rows.map(({ text }) => text),
    language,
  );
}

/** The model that the service runs. The baseline's words of feeling tell scenes apart, not sentences. */
async function moodModel() {
  const { mood, info } = await loadEngine(modelSettings(process.env));
  if (!mood) throw new Error(`This task needs the model of moods. ${info.problems.join(' ')}`.trim());
  return mood;
}
