import { LINK_FEATURES } from '../../domain/people/coreference/link-features.ts';
import type { LinkScorer } from '../../domain/people/coreference/link-referents.ts';
import type { ModelFile } from '../weights/read-weights.ts';
import { openSmallNetwork } from './small-network.ts';

/**
 * Opens the trained linker of coreference.
 *
 * @throws WeightsRefused
 */
export function loadLinkModel(file: ModelFile): LinkScorer {
  const { width, run } = openSmallNetwork(file, LINK_FEATURES);
  return { width, score: run };
}
