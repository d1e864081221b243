import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BASELINE_MODEL, type EngineInfo, engineVersion, type ModelInfo } from '../domain/models.ts';
import type { AnalysisPorts } from '../domain/ports.ts';
import { loadMood, type MoodModel } from './emotion/load-mood.ts';
import { modelEmotionScorer } from './emotion/model-emotion-scorer.ts';
import type { Encoder } from './encoder/encode-tokens.ts';
import { loadEncoder } from './encoder/load-encoder.ts';
import { openLexis } from './lexis/lexis.ts';
import { lexisOf, loadTagger, RULES } from './reader/load-tagger.ts';
import type { ModelTagger } from './reader/model-entity-tagger.ts';
import type { Backend, BackendLoader } from './runtime/backend-loaders.ts';
import { computeLater } from './runtime/computation.ts';
import { type BackendChoice, type ModelRuntime, NoBackend, startRuntime } from './runtime/model-runtime.ts';
import { loadStages } from './stages.ts';
import type { ModelManifest } from './weights/model-manifest.ts';
import { openModel } from './weights/open-model.ts';
import { readWeights, WeightsRefused } from './weights/read-weights.ts';

export interface ModelSettings {
  backend: BackendChoice;
  /** The model that tells the moods of scenes, by the name of its weights; `lexicon` for the baseline's lists of words. */
  emotion: string;
  /** The model that finds the borders of scenes, by the name of its weights; `rules` for the baseline. */
  scenes: string;
  /** The model that tells whom pronouns and descriptions mean, by the name of its weights; `rules` for the baseline. */
  people: string;
  /** The model that finds entities, by the name of its weights; `rules` for the baseline. */
  reader: string;
  /** The folder in which the weights are; those of this repository without it. */
  weights?: string;
}

export interface Engine {
  info: EngineInfo;
  /** The stages that models take over. */
  ports: Partial<AnalysisPorts>;
  /** The small models among those of `info`; see stages.ts. */
  stages: ModelInfo[];
  /** The model of moods itself, for whoever serves it; null without. */
  mood: MoodModel | null;
  /** The model that finds entities, and the name of its weights; null without. */
  reader: { id: string; tagger: ModelTagger } | null;
}

export interface EngineParts {
  weights?: URL;
  loaders?: Readonly<Record<Backend, BackendLoader>>;
  /** Told of each use of a model. */
  onInference?: (model: string, seconds: number) => void;
}

export const WEIGHTS_FOLDER = new URL('../../weights/', import.meta.url);
const LEXICON = 'lexicon';

export function weightsFolder({ weights }: Pick<ModelSettings, 'weights'>): URL {
  return weights === undefined ? WEIGHTS_FOLDER : pathToFileURL(`${resolve(weights)}/`);
}

/**
 * Loads the models that the settings ask for. A model that cannot run is no reason to stop: the baseline does its work,
 * and `info.problems` says why.
 */
export async function loadEngine(settings: ModelSettings, parts: EngineParts = {}): Promise<Engine> {
  const folder = parts.weights ?? weightsFolder(settings);
  const { models: stages, ports, problems } = await loadStages(settings, folder);
  const engine: Engine = {
    info: {
      ...{ models: [BASELINE_MODEL, ...stages], version: '', backend: null },
      ...{ refused: [], problems: [...problems] },
    },
    ports,
    stages,
    mood: null,
    reader: null,
  };
  if (settings.backend !== 'off' && (settings.emotion !== LEXICON || settings.reader !== RULES))
    await noteProblems(engine, async () => {
      const runtime = await startRuntime(settings.backend as Exclude<BackendChoice, 'off'>, parts.loaders);
      if (settings.reader !== RULES)
        await noteProblems(engine, () => addEntities(engine, runtime, folder, settings.reader, parts));
      if (settings.emotion !== LEXICON)
        await noteProblems(engine, () => addMoods(engine, runtime, folder, settings.emotion, parts));
      if (!engine.mood && !engine.reader) return;
      engine.info.backend = runtime.backend;
      engine.info.refused = runtime.refused.map(({ backend, reason }) => `${backend}: ${reason}`);
    });
  engine.info.version = engineVersion(engine.info.models);
  return engine;
}

async function noteProblems({ info }: Engine, load: () => Promise<void>): Promise<void> {
  try {
    await load();
  } catch (error) {
    if (!(error instanceof WeightsRefused || error instanceof NoBackend)) throw error;
    info.problems.push(error.message);
  }
}

async function addEntities(
  engine: Engine,
  runtime: ModelRuntime,
  folder: URL,
  id: string,
  parts: EngineParts,
): Promise<void> {
  const { manifest, tagger } = await openModel(id, () => loadTagger(runtime, folder, id));
  engine.ports.entities = { tag: timed(tagger.tag, id, parts.onInference) };
  engine.reader = { id, tagger };
  engine.info.models.push(modelInfo(manifest));
}

async function addMoods(
  engine: Engine,
  runtime: ModelRuntime,
  folder: URL,
  id: string,
  parts: EngineParts,
): Promise<void> {
  const { model: mood, problem } = await openModel(id, async () => {
    const loaded = await loadMood(runtime, folder, id, encoderOf);
    const { model } = loaded;
    // The first use compiles kernels and fills caches; better now than in the first book.
    for (const language of model.manifest.languages) await computeLater(model.reading(['Oh!'], language));
    return loaded;
  });
  if (problem) engine.info.problems.push(problem);
  const scorer = modelEmotionScorer(mood);
  engine.ports.emotion = { score: timed(scorer.score, modelId(mood.manifest), parts.onInference) };
  engine.mood = mood;
  engine.info.models.push(modelInfo(mood.manifest));

  /** That of the reader that finds entities, where it is the same: it is in memory once. */
  async function encoderOf(reader: string): Promise<Encoder> {
    if (engine.reader?.id === reader) return engine.reader.tagger.encoder;
    const file = await readWeights(folder, reader);
    const lexis = openLexis(await readWeights(folder, lexisOf(file.manifest)));
    return computeLater(loadEncoder(runtime.tf, file, lexis));
  }
}

function modelId({ name, version }: ModelManifest): string {
  return `${name}-${version}`;
}

function modelInfo({ name, version, task }: ModelManifest): ModelInfo {
  return { name, version, task };
}

function timed<A extends unknown[], R>(
  use: (...input: A) => R,
  model: string,
  onInference: EngineParts['onInference'] = () => {},
): (...input: A) => R {
  return (...input) => {
    const started = performance.now();
    const result = use(...input);
    onInference(model, (performance.now() - started) / 1000);
    return result;
  };
}
