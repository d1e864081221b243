import type { LinkScorer } from '../../subgraphs/analysis/src/domain/people/coreference/link-referents.ts';
import type { EntityTagger } from '../../subgraphs/analysis/src/domain/ports.ts';
import { DEFAULT_MODELS } from '../../subgraphs/analysis/src/models/default-models.ts';
import { WEIGHTS_FOLDER } from '../../subgraphs/analysis/src/models/engine.ts';
import { loadLinks } from '../../subgraphs/analysis/src/models/people/load-links.ts';
import { entityTagger } from './tagged-entities.ts';

/** The models that tell who is meant, as the service runs them; null for those that cannot run. */
export interface PeopleModels {
  scorer: LinkScorer | null;
  tagger: EntityTagger | null;
}

export async function peopleModels(links = DEFAULT_MODELS.people): Promise<PeopleModels> {
  const { scorer, problems } = await loadLinks(WEIGHTS_FOLDER, links);
  for (const problem of problems) console.error(problem);
  return { scorer, tagger: await entityTagger() };
}
