import type { Resolvers } from '../generated/graphql.ts';
import { analysis, chapterSummary } from './analysis.ts';
import { character } from './character.ts';
import { project, sceneHit } from './project.ts';
import { query } from './query.ts';
import { narrationSentence, quote, scene } from './scene.ts';

export const resolvers: Resolvers = {
  Query: query,
  Project: project,
  Analysis: analysis,
  ChapterSummary: chapterSummary,
  Scene: scene,
  NarrationSentence: narrationSentence,
  Character: character,
  Quote: quote,
  SceneHit: sceneHit,
};
