import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { subgraphSdl } from '@visiobook/schema/sdl';
import { deriveWorld } from './derived-world.ts';

const SUBGRAPHS = join(import.meta.dirname, '../../../subgraphs');

/** Our own supergraph with derived data. */
export const OWN_SDL: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(SUBGRAPHS).map((name) => [name, subgraphSdl(name).join('\n')]),
);

export const ownWorld = () => deriveWorld(OWN_SDL);
