import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { subgraphSdl } from '../../schema/src/subgraph-sdl.ts';
import { inventAnswers } from '../portal/invent.ts';
import { STORE_RESOLVERS } from '../store/resolvers.ts';
import { STORE_SDL } from '../store/schemas.ts';
import type { BenchOperation } from './operation.ts';

export type WorldName = BenchOperation['world'];

const PORTAL = ['analysis', 'identity', 'media', 'projects', 'storage'];

/** The subgraphs' SDL. Ours without `@authenticated`: the others cannot be given our tokens, and would refuse it. */
export const WORLDS: Readonly<Record<WorldName, Readonly<Record<string, string>>>> = {
  store: STORE_SDL,
  portal: Object.fromEntries(
    PORTAL.map((name) => [
      name,
      subgraphSdl(name)
        .join('\n')
        .replaceAll(/ @authenticated\b/g, ''),
    ]),
  ),
};

/** A subgraph that answers out of its head. */
export function executableSubgraph(world: WorldName, name: string): GraphQLSchema {
  const typeDefs = parse(WORLDS[world][name] as string);
  const resolvers = world === 'store' ? STORE_RESOLVERS[name] : undefined;
  const schema = buildSubgraphSchema({ typeDefs, ...(resolvers ? { resolvers: resolvers as never } : {}) });
  if (world === 'portal') inventAnswers(schema);
  return schema;
}

/** @param urls of the subgraphs, by name */
export function supergraphOf(world: WorldName, urls: Readonly<Record<string, string>>): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(WORLDS[world]).map(([name, sdl]) => ({
      name,
      url: urls[name] as string,
      typeDefs: parse(sdl),
    })),
  );
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
