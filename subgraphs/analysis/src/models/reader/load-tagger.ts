import { openLexis } from '../lexis/lexis.ts';
import { computeLater } from '../runtime/computation.ts';
import type { ModelRuntime } from '../runtime/model-runtime.ts';
import type { ModelManifest } from '../weights/model-manifest.ts';
import { readWeights, WeightsRefused } from '../weights/read-weights.ts';
import { type ModelTagger, modelEntityTagger } from './model-entity-tagger.ts';
import { loadReader } from './reader.ts';

/** The setting that leaves entities to the rules. */
export const RULES = 'rules';

export interface LoadedTagger {
  manifest: ModelManifest;
  tagger: ModelTagger;
}

/**
 * Loads a reader and the word vectors that it was trained with, and lets it read once, which compiles its kernels.
 *
 * @throws WeightsRefused when files are missing, damaged or of another version, and where it would be too slow.
 */
export async function loadTagger(
  { tf, backend }: ModelRuntime,
  folder: URL,
  id: string,
): Promise<LoadedTagger> {
  // A novel would take twenty minutes.
  if (backend === 'cpu') throw new WeightsRefused(`Model ${id} is too large for the backend cpu.`);
  const file = await readWeights(folder, id);
  const { manifest } = file;
  const lexis = openLexis(await readWeights(folder, lexisOf(manifest)));
  const reader = await computeLater(loadReader(tf, file, lexis));
  const tagger = modelEntityTagger(reader);
  for (const language of manifest.languages)
    await computeLater(
      tagger.tagging({ language, tokens: [{ text: 'Oh' }], sentences: [{ firstToken: 0, endToken: 1 }] }),
    );
  return { manifest, tagger };
}

/**
 * The word vectors that a model was trained with, by the name of their weights.
 *
 * @throws WeightsRefused when it names none.
 */
export function lexisOf({ name, version, lexis }: ModelManifest): string {
  if (lexis) return lexis;
  throw new WeightsRefused(`The manifest of model ${name}-${version} names no word vectors.`);
}
