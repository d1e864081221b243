import type { GenerationSettings, SceneBrief } from '@visiobook/schema';
import { idFrom } from '@visiobook/service';
import { filmSize } from '../domain/film-frame.ts';
import type { Picture, Voice } from '../work/studio.ts';
import type { Asset, SceneFacts } from './library.ts';

/** Part of every asset's id: raise one when the same scene should look or sound different. */
const ILLUSTRATOR = 'illustrator-3';
const NARRATOR = 'narrator-2';

/** Pictures are larger than the film, because the camera goes closer than the whole of them. */
const PICTURE_SCALE = 1.25;

export interface SceneOrder {
  projectId: string;
  inputHash: string;
  settings: GenerationSettings;
}

export function pictureSize({ aspect, height }: Pick<GenerationSettings, 'aspect' | 'height'>) {
  const film = filmSize(aspect, height);
  return { width: Math.round(film.width * PICTURE_SCALE), height: Math.round(film.height * PICTURE_SCALE) };
}

/** The same scene, drawn by the same engine in the same size with the same seed, is the same picture. */
export function illustrationIdOf({ projectId, inputHash, settings }: SceneOrder): string {
  const { width, height } = pictureSize(settings);
  return idFrom('asset', 'ILLUSTRATION', projectId, inputHash, ILLUSTRATOR, width, height, settings.seed);
}

export function narrationIdOf({ projectId, inputHash, settings }: SceneOrder): string {
  return idFrom('asset', 'NARRATION', projectId, inputHash, NARRATOR, settings.narration);
}

/** An asset that is made, with its file stored. */
interface Made {
  id: string;
  order: SceneOrder;
  brief: SceneBrief;
  fileId: string;
}

export function illustrationAsset({ id, order, brief, fileId }: Made, picture: Picture): Asset {
  return {
    ...common({ id, order, brief, fileId }),
    ...pictureSize(order.settings),
    kind: 'ILLUSTRATION',
    mediaType: 'image/png',
    byteSize: picture.png.length,
    provider: ILLUSTRATOR,
    prompt: brief.visualPrompt,
    alt: picture.alt,
    duration: null,
    timings: null,
  };
}

export function narrationAsset({ id, order, brief, fileId }: Made, voice: Voice): Asset {
  return {
    ...common({ id, order, brief, fileId }),
    kind: 'NARRATION',
    mediaType: 'audio/wav',
    byteSize: voice.wav.length,
    provider: NARRATOR,
    prompt: brief.narration.digest.map(({ text }) => text).join(' '),
    alt: null,
    width: null,
    height: null,
    duration: voice.duration,
    timings: voice.sentences,
  };
}

function common({ id, order, brief, fileId }: Made) {
  return {
    id,
    projectId: order.projectId,
    status: 'READY' as const,
    fileId,
    seed: order.settings.seed,
    inputHash: order.inputHash,
    scene: factsOf(brief),
    failure: null,
  };
}

function factsOf(brief: SceneBrief): SceneFacts {
  const { sceneId, index, language, title, summary, chapterIndex, chapterTitle, emotion } = brief;
  const { place, timeOfDay, weather } = brief;
  const setting = { place: place.kind, timeOfDay, weather };
  return { sceneId, index, language, title, caption: summary, chapterIndex, chapterTitle, emotion, setting };
}
