import type { Language } from '@visiobook/schema';
import { type Token, tokenise } from '../../domain/text/tokens.ts';
import type { Encoder } from '../encoder/encode-tokens.ts';
import { annotatedWords } from '../reader/annotated-words.ts';
import { type Computation, compute, computeLater } from '../runtime/computation.ts';
import type { ModelRuntime } from '../runtime/model-runtime.ts';
import type { ModelManifest } from '../weights/model-manifest.ts';
import { readWeights, WeightsRefused } from '../weights/read-weights.ts';
import { loadMoodHead, type MoodHead } from './mood-head.ts';
import { loadSentenceModel, type SentenceModel } from './sentence-model.ts';

/** A model of moods: bags of words alone, or these with a head above an encoder that reads words in their sentence. */
export interface MoodModel extends SentenceModel {
  /** What may share the encoder's work with other heads; null for bags alone. */
  shared: SharedMood | null;
}

export interface SharedMood {
  bags: SentenceModel;
  head: MoodHead;
  /** What both say together of sentences; the head says nothing of those without a word. */
  mix(bags: readonly Float32Array[], head: readonly (Float32Array | undefined)[]): Float32Array[];
}

export interface LoadedMood {
  model: MoodModel;
  /** Why the model is another than was asked for; null when it is the one. */
  problem: string | null;
}

/**
 * Loads a model of moods.
 *
 * @throws WeightsRefused when files are missing, damaged or of another version.
 */
export async function loadMood(
  { tf, backend }: ModelRuntime,
  folder: URL,
  id: string,
  encoderOf: (id: string) => Promise<Encoder>,
): Promise<LoadedMood> {
  const file = await readWeights(folder, id);
  const { addsTo, above } = file.manifest;
  if (!addsTo) return { model: { ...loadSentenceModel(tf, file), shared: null }, problem: null };
  if (!above) throw new WeightsRefused(`The manifest of model ${id} names no encoder.`);
  const bags = loadSentenceModel(tf, await readWeights(folder, addsTo));
  const alone = (why: string) => ({
    model: { ...bags, shared: null },
    problem: `${why} ${addsTo} does the work of ${id}.`,
  });
  // A novel would take twenty minutes.
  if (backend === 'cpu') return alone(`Model ${id} is too large for the backend cpu.`);
  try {
    const shares = sharesOf(file.manifest, bags.manifest);
    const head = await computeLater(loadMoodHead(tf, file, await encoderOf(above)));
    return { model: together(file.manifest, bags, head, shares), problem: null };
  } catch (error) {
    if (error instanceof WeightsRefused) return alone(error.message);
    bags.dispose();
    throw error;
  }
}

/** One model that says what both say. */
function together(
  manifest: ModelManifest,
  bags: SentenceModel,
  head: MoodHead,
  shares: readonly Share[],
): MoodModel {
  return {
    manifest,
    reading,
    read: (texts, language) => compute(reading(texts, language)),
    shared: { bags, head, mix },
    dispose: () => {
      bags.dispose();
      head.dispose();
    },
  };

  function* reading(texts: readonly string[], language: Language): Computation<Float32Array[]> {
    const words = texts.map((text) => wordsOf(text, language));
    return mix(yield* bags.reading(texts, language), yield* head.reading(words, language));
  }

  function mix(theirs: readonly Float32Array[], own: readonly (Float32Array | undefined)[]): Float32Array[] {
    return theirs.map((row, i) =>
      row.map((value, k) => shares[k]!.theirs * value + shares[k]!.own * (own[i]?.[k] ?? 0)),
    );
  }
}

type Share = NonNullable<ModelManifest['shares']>[string];

/** How much of each output is the one's and the other's. */
function sharesOf({ name, version, outputs, shares = {} }: ModelManifest, bags: ModelManifest): Share[] {
  return outputs.map((output, i) => {
    const share = shares[output];
    if (!share || bags.outputs[i] !== output)
      throw new WeightsRefused(
        `Model ${name}-${version} does not say how its ${output} goes with that of ${bags.name}-${bags.version}.`,
      );
    return share;
  });
}

/** The words of a sentence as the encoder takes them. */
export function wordsOf(text: string, language: Language): string[] {
  const tokens: Token[] = [];
  tokenise(text, 0, text.length, language, tokens);
  return annotatedWords(
    tokens.map((token) => token.text),
    language,
  ).words;
}
