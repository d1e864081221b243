import type { ModelInfo } from '../../domain/models.ts';
import type { SceneSegmenter } from '../../domain/ports.ts';
import { sceneSegmenter } from '../../domain/scenes/scene-segmenter.ts';
import { openModel } from '../weights/open-model.ts';
import { readWeights, WeightsRefused } from '../weights/read-weights.ts';
import { loadBorderModel } from './border-model.ts';
import { modelBorders } from './model-borders.ts';

/** The setting that leaves the borders of scenes to the rules. */
export const RULES = 'rules';

export const DEFAULT_BORDERS = 'border-1';

/** What the model of borders takes over; a problem when it cannot run. */
export interface LoadedBorders {
  models: ModelInfo[];
  ports: { scenes?: SceneSegmenter };
  problems: string[];
}

/** Loads the model that finds the borders of scenes. It needs no backend. */
export async function loadBorders(folder: URL, id: string): Promise<LoadedBorders> {
  if (id === RULES) return { models: [], ports: {}, problems: [] };
  try {
    const model = await openModel(id, async () => loadBorderModel(await readWeights(folder, id)));
    const { name, version, task } = model.manifest;
    return {
      models: [{ name, version, task }],
      ports: { scenes: sceneSegmenter(modelBorders(model)) },
      problems: [],
    };
  } catch (error) {
    if (error instanceof WeightsRefused) return { models: [], ports: {}, problems: [error.message] };
    throw error;
  }
}
