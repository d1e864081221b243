import type { Language } from '@visiobook/schema';
import { z } from 'zod';
import { loadMoods } from '../../subgraphs/analysis/src/models/emotion/load-moods.ts';
import type { MoodReading } from '../../subgraphs/analysis/src/models/emotion/mood-reading.ts';
import { WEIGHTS_FOLDER } from '../../subgraphs/analysis/src/models/engine.ts';
import { startRuntime } from '../../subgraphs/analysis/src/models/runtime/model-runtime.ts';
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

const LEXICON = 'lexicon';
/** What EmoLit calls differently from GoEmotions, whose labels it otherwise has. */
const IN_EMOLIT: Readonly<Record<string, string | null>> = {
  remorse: 'guilt',
  neutral: 'indifference',
  confusion: 'doubt',
  realization: null,
};

/** Gives a sentence the labels of a set, as many as the model sees in it. */
export async function emotionAnnotator(set: keyof typeof SETS) {
  const model = await moodModel();
  const { manifest } = model;
  const { outputs, unless } = SETS[set];
  const mine = manifest.outputs.flatMap((output, at) =>
    output.startsWith(`${outputs}:`) && output !== 'xed:neutral'
      ? [{ output, label: output.slice(outputs.length + 1), at }]
      : [],
  );
  return ({ id, text }: Row, language: Language) => {
    const [row] = model.read([text], language);
    const seen = mine
      .filter(({ output, at }) => row![at]! > manifest.thresholds[`${output}:${language}`]!)
      .map(({ label }) => label);
    const labels =
      set === 'emolit'
        ? seen.flatMap((label) => IN_EMOLIT[label] ?? (label in IN_EMOLIT ? [] : label))
        : seen;
    return { id, labels: labels.length === 0 && unless ? [unless] : labels };
  };
}

/** Valence, arousal and dominance on the scale from 1 to 5 that the annotators used. */
export async function vadAnnotator() {
  const model = await moodModel();
  const [v, a, d] = ['V', 'A', 'D'].map((dimension) => model.manifest.outputs.indexOf(`vad:${dimension}`));
  const MIDDLE = 3;
  return ({ id, text }: Row, language: Language) => {
    const [row] = model.read([text], language);
    return { id, V: MIDDLE + row![v!]!, A: MIDDLE + row![a!]!, D: MIDDLE + row![d!]! };
  };
}

/** The model that the service runs. The baseline's words of feeling tell scenes apart, not sentences. */
async function moodModel(): Promise<MoodReading> {
  const { backend, emotion } = modelSettings(process.env);
  if (backend === 'off' || emotion === LEXICON)
    throw new Error('This task needs the model of moods, and the settings leave moods to the lexicon.');
  return loadMoods(await startRuntime(backend), WEIGHTS_FOLDER, emotion);
}
