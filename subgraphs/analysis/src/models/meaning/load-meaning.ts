import type { MeaningReader } from '../../application/ports.ts';
import { openLexis } from '../lexis/lexis.ts';
import { openModel } from '../weights/open-model.ts';
import { readWeights, WeightsRefused } from '../weights/read-weights.ts';
import { openMeaning } from './meaning-model.ts';

/** The setting that leaves search to words alone. */
export const WORDS_ONLY = 'words';
export const DEFAULT_MEANING = 'seek-2';

/** Loads what reads the meaning of texts for search; `problem` says why it cannot. */
export async function loadMeaning(
  folder: URL,
  id: string,
): Promise<{ meaning: MeaningReader | null; problem: string | null }> {
  if (id === WORDS_ONLY) return { meaning: null, problem: null };
  try {
    const meaning = await openModel(id, async () => {
      const file = await readWeights(folder, id);
      const { lexis } = file.manifest;
      if (!lexis) throw new WeightsRefused(`The manifest of model ${id} names no vectors of words.`);
      return openMeaning(openLexis(await readWeights(folder, lexis)), file);
    });
    return { meaning, problem: null };
  } catch (error) {
    if (error instanceof WeightsRefused) return { meaning: null, problem: error.message };
    throw error;
  }
}
