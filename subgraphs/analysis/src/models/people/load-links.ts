import type { ModelInfo } from '../../domain/models.ts';
import type { LinkScorer } from '../../domain/people/coreference/link-referents.ts';
import { entityFinder } from '../../domain/people/entity-finder.ts';
import type { EntityFinder } from '../../domain/ports.ts';
import { openModel } from '../weights/open-model.ts';
import { readWeights, WeightsRefused } from '../weights/read-weights.ts';
import { loadLinkModel } from './link-model.ts';

/** The setting that leaves descriptions to the rules. */
export const RULES = 'rules';

/** What the model of links takes over; a problem when it cannot run. */
export interface LoadedLinks {
  models: ModelInfo[];
  ports: { people?: EntityFinder };
  scorer: LinkScorer | null;
  problems: string[];
}

/** Loads the model that tells whom descriptions mean. It needs no backend. */
export async function loadLinks(folder: URL, id: string): Promise<LoadedLinks> {
  if (id === RULES) return { models: [], ports: {}, scorer: null, problems: [] };
  try {
    const { file, scorer } = await openModel(id, async () => {
      const read = await readWeights(folder, id);
      return { file: read, scorer: loadLinkModel(read) };
    });
    const { name, version, task } = file.manifest;
    return {
      models: [{ name, version, task }],
      ports: { people: entityFinder(scorer) },
      scorer,
      problems: [],
    };
  } catch (error) {
    if (error instanceof WeightsRefused)
      return { models: [], ports: {}, scorer: null, problems: [error.message] };
    throw error;
  }
}
