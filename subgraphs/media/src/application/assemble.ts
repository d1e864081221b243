import type { AssembleStoryboard, PayloadOf } from '@visiobook/schema';
import { AppError, idFrom } from '@visiobook/service';
import { planCamera } from '../domain/camera.ts';
import { hash32 } from '../domain/seeded-random.ts';
import { CROSSFADE_FRAMES, FRAMES_PER_SECOND, planTimeline } from '../domain/timeline.ts';
import type { Asset, Frame, SceneFacts, Storyboard } from './library.ts';

type Order = PayloadOf<typeof AssembleStoryboard>;

/** One storyboard a run, so that a repeated job finds its own. */
export function storyboardIdOf(runId: string): string {
  return idFrom('storyboard', runId);
}

/** A frame's camera and sound follow from this number; two scenes of one film never share it. */
export function frameSeed(seed: number, sceneId: string): number {
  return hash32(`${seed}/${sceneId}`);
}

/**
 * Puts the scenes' pictures and voices in order and times them.
 *
 * @throws AppError NOT_FOUND when an asset is not there.
 */
export function assemble(
  order: Order,
  assets: ReadonlyMap<string, Asset>,
  createdAt: Date,
): { storyboard: Storyboard; frames: Frame[] } {
  const id = storyboardIdOf(order.runId);
  const scenes = order.scenes.map((scene) => ({
    ...scene,
    picture: readyAsset(assets, scene.illustrationId, 'picture'),
    voice: readyAsset(assets, scene.narrationId, 'voice'),
  }));
  const titles = chapterTitles(scenes.map(({ picture }) => picture.scene));
  const timeline = planTimeline(
    scenes.map(({ voice }, i) => ({ narrationSeconds: voice.duration ?? 0, ...titled(titles[i]) })),
  );
  const items = timeline.items.filter(({ kind }) => kind === 'SCENE');
  const frames = scenes.map(({ picture, voice, sceneId }, index): Frame => {
    const frameCount = items[index]?.frameCount ?? 0;
    const seconds = (frameCount + CROSSFADE_FRAMES) / FRAMES_PER_SECOND;
    const { stations } = planCamera(frameSeed(order.settings.seed, sceneId), picture.scene.emotion, seconds);
    return {
      id: idFrom('frame', id, sceneId),
      storyboardId: id,
      index,
      sceneId,
      illustrationId: picture.id,
      narrationId: voice.id,
      caption: picture.scene.caption,
      chapterTitle: titles[index] ?? null,
      duration: frameCount / FRAMES_PER_SECOND,
      transition: { kind: 'CROSSFADE', duration: CROSSFADE_FRAMES / FRAMES_PER_SECOND },
      camera: [...stations],
      locked: false,
      status: 'READY',
      failure: null,
      version: 1,
    };
  });
  const { runId, projectId, analysisId, documentId, title, authors, settings } = order;
  const language = scenes[0]?.picture.scene.language ?? 'en';
  const common = { id, runId, projectId, analysisId, documentId, title, authors, settings, language };
  return { storyboard: { ...common, duration: timeline.seconds, version: 1, createdAt }, frames };
}

/** A chapter's title on its first scene, nothing on the others. */
export function chapterTitles(
  scenes: readonly Pick<SceneFacts, 'chapterIndex' | 'chapterTitle'>[],
): (string | null)[] {
  return scenes.map(({ chapterIndex, chapterTitle }, i) =>
    scenes[i - 1]?.chapterIndex === chapterIndex ? null : chapterTitle,
  );
}

export function titled(chapterTitle: string | null | undefined): { chapterTitle?: string } {
  return chapterTitle == null ? {} : { chapterTitle };
}

function readyAsset(assets: ReadonlyMap<string, Asset>, id: string, what: string): Asset {
  const asset = assets.get(id);
  if (asset?.status === 'READY' && asset.fileId !== null) return asset;
  throw new AppError('NOT_FOUND', `The ${what} ${id} is not there.`);
}
