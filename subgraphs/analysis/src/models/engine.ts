import { BASELINE_MODEL, type EngineInfo, engineVersion, type ModelInfo } from '../domain/models.ts';
import type { AnalysisPorts, EmotionScorer } from '../domain/ports.ts';
import { loadBorders, RULES } from './borders/load-borders.ts';
import { modelEmotionScorer } from './emotion/model-emotion-scorer.ts';
import { loadSentenceModel, type SentenceModel } from './emotion/sentence-model.ts';
import type { Backend, BackendLoader } from './runtime/backend-loaders.ts';
import { type BackendChoice, NoBackend, startRuntime } from './runtime/model-runtime.ts';
import { readWeights, WeightsRefused } from './weights/read-weights.ts';

export interface ModelSettings {
  backend: BackendChoice;
  /** The model that tells the moods of scenes, by the name of its weights; `lexicon` for the baseline's lists of words. */
  emotion: string;
  /** The model that finds the borders of scenes, by the name of its weights; `rules` for the baseline. */
  scenes: string;
}

export interface Engine {
  info: EngineInfo;
  /** The stages that models take over. */
  ports: Partial<AnalysisPorts>;
  /** The model of moods itself, for whoever serves it; null without. */
  mood: SentenceModel | null;
  /** The weights that find borders, for whoever runs the stages; null without. */
  borders: string | null;
}

export interface EngineParts {
  weights?: URL;
  loaders?: Readonly<Record<Backend, BackendLoader>>;
  /** Told of each use of a model. */
  onInference?: (model: string, seconds: number) => void;
}

export const WEIGHTS_FOLDER = new URL('../../weights/', import.meta.url);
const LEXICON = 'lexicon';

/**
 * Loads the models that the settings ask for. A model that cannot run is no reason to stop: the baseline does its work,
 * and `info.problems` says why.
 */
export async function loadEngine(settings: ModelSettings, parts: EngineParts = {}): Promise<Engine> {
  const folder = parts.weights ?? WEIGHTS_FOLDER;
  const borders = await loadBorders(folder, settings.backend === 'off' ? RULES : settings.scenes);
  const known: ModelInfo[] = [BASELINE_MODEL, ...borders.models];
  const { problems, ports } = borders;
  const without = { mood: null, borders: ports.scenes ? settings.scenes : null };
  const info: EngineInfo = {
    models: known,
    version: engineVersion(known),
    backend: null,
    refused: [],
    problems,
  };
  if (settings.backend === 'off' || settings.emotion === LEXICON) return { info, ports, ...without };
  try {
    const file = await readWeights(folder, settings.emotion);
    const runtime = await startRuntime(settings.backend, parts.loaders);
    const model = loadSentenceModel(runtime.tf, file);
    warmUp(model);
    const { name, version, task } = file.manifest;
    const models: ModelInfo[] = [...known, { name, version, task }];
    return {
      info: {
        ...info,
        models,
        version: engineVersion(models),
        backend: runtime.backend,
        refused: runtime.refused.map(({ backend, reason }) => `${backend}: ${reason}`),
      },
      ports: { ...ports, emotion: timed(modelEmotionScorer(model), `${name}-${version}`, parts.onInference) },
      ...without,
      mood: model,
    };
  } catch (error) {
    if (error instanceof WeightsRefused || error instanceof NoBackend) {
      return { info: { ...info, problems: [...problems, error.message] }, ports, ...without };
    }
    throw error;
  }
}

/** The first use compiles kernels and fills caches; better now than in the first book. */
function warmUp(model: SentenceModel): void {
  for (const language of model.manifest.languages) model.read(['Oh!'], language);
}

function timed(
  scorer: EmotionScorer,
  model: string,
  onInference: EngineParts['onInference'] = () => {},
): EmotionScorer {
  return {
    score(book, scenes) {
      const started = performance.now();
      const emotions = scorer.score(book, scenes);
      onInference(model, (performance.now() - started) / 1000);
      return emotions;
    },
  };
}
