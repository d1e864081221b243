import { DEFAULT_BORDERS } from './borders/load-borders.ts';
import type { ModelSettings } from './engine.ts';

/** The models that the service runs unless it is told otherwise. */
export const DEFAULT_MODELS: ModelSettings = {
  backend: 'auto',
  emotion: 'mood-4',
  scenes: DEFAULT_BORDERS,
  people: 'links-1',
  reader: 'reader-3',
};
