import { writeFileSync } from 'node:fs';
import type { Language } from '@visiobook/schema';
import { featureReader } from '../src/models/emotion/sentence-features.ts';
import { type Network, run } from './network.ts';

/** Sentences whose outputs are kept beside the weights: accents, dashes, capitals, nothing at all. */
const SENTENCES: readonly (readonly [Language, string])[] = [
  ['en', 'She wept all night, for her brother was dead.'],
  ['en', '“How dare you!” he roared, and struck the table.'],
  ['en', 'The road ran straight from the mill to the river.'],
  ['en', ''],
  ['fr', 'Quelle joie de vous revoir, mon cher ami !'],
  ['fr', '— J’ai peur… murmura l’enfant, tout pâle.'],
  ['fr', 'À l’été, l’œuvre fut achevée.'],
];

export interface Golden {
  language: Language;
  text: string;
  /** Of the network as it was trained, before its numbers were rounded into the file. */
  outputs: number[];
}

export function writeGolden(folder: URL, id: string, network: Network): void {
  const golden = SENTENCES.map(
    ([language, text]): Golden => ({
      language,
      text,
      outputs: [...run(network, featureReader(language)(text))].map((value) => Number(value.toFixed(5))),
    }),
  );
  writeFileSync(new URL(`${id}.golden.json`, folder), `${JSON.stringify(golden)}\n`);
}
