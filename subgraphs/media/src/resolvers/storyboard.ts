import type { Connection } from '@visiobook/service';
import type { Frame } from '../application/library.ts';
import type { FrameResolvers, StoryboardResolvers } from '../generated/graphql.ts';

export type FrameConnection = Connection<Frame>;
export type FrameEdge = FrameConnection['edges'][number];

export const storyboard: StoryboardResolvers = {
  __resolveReference: ({ id }, { library }) => library.storyboard(id),
  project: ({ projectId }) => ({ id: projectId }),
  aspect: ({ settings }) => settings.aspect,
  frames: ({ id }, page, { library }) => library.frames(id, page),
};

export const frame: FrameResolvers = {
  __resolveReference: ({ id }, { library }) => library.frame(id),
  scene: ({ sceneId }) => ({ id: sceneId }),
  illustration: ({ illustrationId }, _, { library }) => library.knownAsset(illustrationId),
  narration: ({ narrationId }, _, { library }) => library.knownAsset(narrationId),
  camera: ({ camera }) => ({ stations: camera }),
};
