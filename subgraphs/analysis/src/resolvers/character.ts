import type { CharacterResolvers } from '../generated/graphql.ts';

export const character: CharacterResolvers = {
  __resolveReference: ({ id }, { library }) => library.character(id),
  scenes: ({ id }, _, { library }) => library.scenesOf(id),
  quotes: ({ id }, { first }, { library }) => library.quotesBy(id, first ?? 20),
};
