import { AppError, type Connection } from '@visiobook/service';
import type { Scene } from '../application/library.ts';
import type { NarrationSentenceResolvers, QuoteResolvers, SceneResolvers } from '../generated/graphql.ts';

export type SceneConnection = Connection<Scene>;
export type SceneEdge = SceneConnection['edges'][number];

export const scene: SceneResolvers = {
  __resolveReference: ({ id }, { library }) => library.scene(id),
  chapter: async ({ analysisId, chapterIndex }, _, { library }) => {
    const chapter = (await library.chapters(analysisId)).find(({ index }) => index === chapterIndex);
    if (!chapter) throw new AppError('INTERNAL', `Analysis ${analysisId} has no chapter ${chapterIndex}.`);
    return chapter;
  },
  text: ({ id }, _, { library }) => library.text(id),
  characters: ({ id }, _, { library }) => library.cast(id),
  quotes: ({ id }, _, { library }) => library.quotesIn(id),
};

export const narrationSentence: NarrationSentenceResolvers = {
  speaker: ({ speakerId }, _, { library }) => (speakerId ? library.knownCharacter(speakerId) : null),
};

export const quote: QuoteResolvers = {
  speaker: ({ speakerId }, _, { library }) => (speakerId ? library.knownCharacter(speakerId) : null),
  scene: async ({ sceneId }, _, { library }) => {
    const found = await library.knownScene(sceneId);
    if (!found) throw new AppError('INTERNAL', `A quote belongs to scene ${sceneId}, which is not there.`);
    return found;
  },
};
