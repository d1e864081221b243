import type { ModelInfo } from '../domain/models.ts';
import type { AnalysisPorts } from '../domain/ports.ts';
import { loadBorders, RULES } from './borders/load-borders.ts';
import type { ModelSettings } from './engine.ts';
import { loadLinks } from './people/load-links.ts';

/** Models so small that whoever goes over a book runs them by itself, without a backend. */
export interface Stages {
  models: ModelInfo[];
  ports: Partial<AnalysisPorts>;
  problems: string[];
}

/** Loads the small models that the settings ask for; the baseline does the work of one that cannot run. */
export async function loadStages(settings: ModelSettings, weights: URL): Promise<Stages> {
  const isOff = settings.backend === 'off';
  const borders = await loadBorders(weights, isOff ? RULES : settings.scenes);
  const links = await loadLinks(weights, isOff ? RULES : settings.people);
  return {
    models: [...borders.models, ...links.models],
    ports: { ...borders.ports, ...links.ports },
    problems: [...borders.problems, ...links.problems],
  };
}
