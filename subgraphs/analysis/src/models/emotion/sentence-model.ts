import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Language } from '@visiobook/schema';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import { type Computation, compute } from '../runtime/computation.ts';
import type { ModelManifest } from '../weights/model-manifest.ts';
import { type ModelFile, WeightsRefused } from '../weights/read-weights.ts';
import { BAGS, featureReader, type SentenceFeatures, TABLE_ROWS } from './sentence-features.ts';

/** The feature reader that the weights must have been trained with. */
export const FEATURES = 'bags-1';

/** Sentences that are computed at once: bounded memory whatever the length of the book. */
const BATCH = 256;

/** A trained model that reads sentences: one row of outputs each, in the order of the manifest. */
export interface SentenceModel {
  manifest: ModelManifest;
  read(texts: readonly string[], language: Language): Float32Array[];
  /** The same, for backends that give their numbers later. */
  reading(texts: readonly string[], language: Language): Computation<Float32Array[]>;
  dispose(): void;
}

type Layer = { weights: Tensor2D; bias: Tensor2D };

/**
 * Puts the weights into the backend's memory, once.
 *
 * @throws WeightsRefused when they are not of this network's shape.
 */
export function loadSentenceModel(tf: Tensorflow, { manifest, binary }: ModelFile): SentenceModel {
  if (manifest.features !== FEATURES)
    throw new WeightsRefused(
      `Model ${manifest.name} ${manifest.version} reads the features ${manifest.features}; this version gives ${FEATURES}.`,
    );
  const decoded = tf.io.decodeWeights(binary, manifest.weights.tensors);
  const tensor = (name: string) => {
    const found = decoded[name];
    if (!found)
      throw new WeightsRefused(`Model ${manifest.name} ${manifest.version} lacks the tensor ${name}.`);
    return found as Tensor2D;
  };
  const table = tf.tidy(() => tf.concat([tensor('words'), tensor('pairs'), tensor('pieces')], 0) as Tensor2D);
  for (const name of ['words', 'pairs', 'pieces']) tensor(name).dispose();
  const hidden = { weights: tensor('hidden/weights'), bias: tensor('hidden/bias') };
  const output = { weights: tensor('output/weights'), bias: tensor('output/bias') };
  checkShapes(manifest, table, hidden, output);

  return {
    manifest,
    reading,
    read: (texts, language) => compute(reading(texts, language)),
    dispose: () => {
      tf.dispose([table, hidden, output] as never);
    },
  };

  function* reading(texts: readonly string[], language: Language): Computation<Float32Array[]> {
    const features = featureReader(language);
    const rows: Float32Array[] = [];
    for (let from = 0; from < texts.length; from += BATCH) {
      const batch = texts.slice(from, from + BATCH).map(features);
      const outputs = tf.tidy(() => forward(tf, batch, table, hidden, output));
      const values = yield outputs;
      outputs.dispose();
      for (let i = 0; i < batch.length; i++)
        rows.push(values.slice(i * manifest.outputs.length, (i + 1) * manifest.outputs.length));
    }
    return rows;
  }
}

function forward(
  tf: Tensorflow,
  sentences: readonly SentenceFeatures[],
  table: Tensor2D,
  hidden: Layer,
  output: Layer,
): Tensor2D {
  const rows: number[] = [];
  const bags: number[] = [];
  const scales: number[] = [];
  for (const [s, sentence] of sentences.entries()) {
    for (const [b, bag] of sentence.entries()) {
      for (const row of bag) {
        rows.push(row);
        bags.push(s * BAGS + b);
      }
      scales.push(1 / Math.sqrt(bag.length));
    }
  }
  const sums = tf.sparse.sparseSegmentSum(table, tf.tensor1d(rows, 'int32'), tf.tensor1d(bags, 'int32'));
  const pooled = tf.mul(sums, tf.tensor2d(scales, [scales.length, 1]));
  const input = tf.reshape(pooled, [sentences.length, -1]) as Tensor2D;
  const middle = tf.relu(tf.add(tf.matMul(input, hidden.weights), hidden.bias)) as Tensor2D;
  return tf.add(tf.matMul(middle, output.weights), output.bias) as Tensor2D;
}

function checkShapes(
  { name, version, outputs }: ModelManifest,
  table: Tensor2D,
  hidden: Layer,
  output: Layer,
) {
  const [rows, width] = table.shape;
  const inner = hidden.weights.shape[1];
  const fits =
    rows === TABLE_ROWS &&
    hidden.weights.shape[0] === BAGS * width &&
    hidden.bias.size === inner &&
    output.weights.shape[0] === inner &&
    output.weights.shape[1] === outputs.length &&
    output.bias.size === outputs.length;
  if (!fits) throw new WeightsRefused(`The tensors of model ${name} ${version} do not fit each other.`);
}
