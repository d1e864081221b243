import { AppError } from '@visiobook/service';
import type { FilmFrame } from '../domain/film-frame.ts';
import { frameSeed, titled } from './assemble.ts';
import type { Asset, Frame } from './library.ts';

/** What the renderer wants of each frame. `paths` says where the assets lie on this machine. */
export function filmFrames(
  frames: readonly Frame[],
  seed: number,
  assets: ReadonlyMap<string, Asset>,
  paths: ReadonlyMap<string, string>,
): FilmFrame[] {
  return frames.map((frame) => {
    const picture = assets.get(frame.illustrationId);
    const voice = assets.get(frame.narrationId);
    const illustrationPath = paths.get(frame.illustrationId);
    const narrationPath = paths.get(frame.narrationId);
    if (!picture || !voice || !illustrationPath || !narrationPath) {
      throw new AppError('NOT_FOUND', `The picture or the voice of frame ${frame.index + 1} is not there.`);
    }
    return {
      id: frame.id,
      illustrationPath,
      narrationPath,
      narrationSeconds: voice.duration ?? 0,
      sentences: voice.timings ?? [],
      ...titled(frame.chapterTitle),
      emotion: picture.scene.emotion,
      setting: picture.scene.setting,
      seed: frameSeed(seed, frame.sceneId),
    };
  });
}
