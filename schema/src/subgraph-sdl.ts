import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * The SDL texts of a subgraph: what all share, then its own. Apart from compose.ts, because a service that serves its
 * SDL should not load the composer, which takes 50 MB.
 */
export function subgraphSdl(subgraph: string): string[] {
  return [
    readFileSync(join(ROOT, 'schema', 'sdl', 'shared.graphql'), 'utf8'),
    readFileSync(join(ROOT, 'subgraphs', subgraph, 'schema.graphql'), 'utf8'),
  ];
}
