import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { SUBGRAPH_PORTS, type SubgraphWithPort } from './ports.ts';
import { subgraphSdl } from './subgraph-sdl.ts';

export { subgraphSdl };

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * Composes the supergraph from the subgraphs' files.
 *
 * @throws Error with every composition error, a line each.
 */
export function composeSupergraph(): string {
  const services = (Object.keys(SUBGRAPH_PORTS) as SubgraphWithPort[])
    .filter((name) => readdirSync(join(ROOT, 'subgraphs', name)).includes('schema.graphql'))
    .map((name) => ({
      name,
      url: `http://127.0.0.1:${SUBGRAPH_PORTS[name]}/graphql`,
      typeDefs: parse(subgraphSdl(name).join('\n')),
    }));
  const { errors, supergraphSdl } = composeServices(services);
  if (errors)
    throw new Error(
      `The subgraphs do not compose:\n${errors.map(({ message }) => `  ${message}`).join('\n')}`,
    );
  return `${supergraphSdl}\n`;
}
