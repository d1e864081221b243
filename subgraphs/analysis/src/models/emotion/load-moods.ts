import { openLexis } from '../lexis/lexis.ts';
import { loadReader } from '../reader/reader.ts';
import { computeLater } from '../runtime/computation.ts';
import type { ModelRuntime } from '../runtime/model-runtime.ts';
import { readWeights, WeightsRefused } from '../weights/read-weights.ts';
import { readMixture } from './mood-mixture.ts';
import { type MoodReading, mixedMoods } from './mood-reading.ts';
import { loadSentenceModel } from './sentence-model.ts';

/**
 * Loads what reads single sentences by the name `id`: a model by itself, or one mixed with a reader.
 *
 * @throws WeightsRefused when files are missing, damaged, of another version, or do not fit each other
 */
export async function loadMoods(
  { tf, backend }: ModelRuntime,
  folder: URL,
  id: string,
): Promise<MoodReading> {
  const mixture = await readMixture(folder, id);
  const bag = loadSentenceModel(tf, await readWeights(folder, mixture?.bag ?? id));
  if (!mixture) return bag;
  // A thousand sentences would take minutes.
  if (backend === 'cpu') throw new WeightsRefused(`Model ${id} is too large for the backend cpu.`);
  const file = await readWeights(folder, mixture.reader);
  const { lexis } = file.manifest;
  if (!lexis) throw new WeightsRefused(`The manifest of model ${mixture.reader} names no word vectors.`);
  const vectors = openLexis(await readWeights(folder, lexis));
  return mixedMoods(mixture, await computeLater(loadReader(tf, file, vectors)), bag);
}
