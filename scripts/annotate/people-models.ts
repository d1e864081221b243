import { pathToFileURL } from 'node:url';
import type { LinkScorer } from '../../subgraphs/analysis/src/domain/people/coreference/link-referents.ts';
import { WEIGHTS_FOLDER } from '../../subgraphs/analysis/src/models/engine.ts';
import { loadLinkModel } from '../../subgraphs/analysis/src/models/people/link-model.ts';
import { readWeights } from '../../subgraphs/analysis/src/models/weights/read-weights.ts';

/** The trained models that tell who is meant. */
export async function trainedPeople(): Promise<{ scorer: LinkScorer }> {
  const folder = process.env.LINK_WEIGHTS ? pathToFileURL(process.env.LINK_WEIGHTS) : WEIGHTS_FOLDER;
  return { scorer: loadLinkModel(await readWeights(folder, 'links-1')) };
}
