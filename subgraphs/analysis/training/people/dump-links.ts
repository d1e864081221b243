import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Cluster } from '../../src/domain/people/coreference/cluster.ts';
import { LINK_FEATURES, linkFeatureNames } from '../../src/domain/people/coreference/link-features.ts';
import { type Choose, linkReferents } from '../../src/domain/people/coreference/link-referents.ts';
import { type CorefDocument, readFrLitbank, readLitbank } from './coref-corpora.ts';

// Writes what the linker of train-links.py learns from: for every span of the training documents a row for each
// cluster in reach and one for "someone new", and which of them the annotators chose.

const { values } = parseArgs({
  options: { data: { type: 'string' }, out: { type: 'string' }, part: { type: 'string', default: 'train' } },
});
const { data = '../../../shared/data', out = 'links' } = values;
await mkdir(out, { recursive: true });

const part = values.part;
const documents = [
  ...readLitbank(`${data}/litbank/${part}.jsonl`),
  ...readFrLitbank(
    `${data}/fr-litbank/booknlpfr_v3_coref_${part}.jsonl`,
    `${data}/fr-litbank/booknlpfr_v3_ner_${part}.jsonl`,
  ),
];
const names = linkFeatureNames(
  {
    book: documents[0]!.passage.book,
    referents: documents[0]!.referents,
    reported: new Int32Array([-1]),
    told: new Int32Array(1),
  },
  0,
);
const rowsFile = openSync(`${out}/${part}.rows`, 'w');
const groups: number[] = [];
const targets: number[] = [];
const of: number[] = [];
for (const [number, document] of documents.entries()) dump(document, number);
closeSync(rowsFile);
await writeFile(`${out}/${part}.groups`, Int32Array.from(groups));
await writeFile(`${out}/${part}.targets`, Uint8Array.from(targets));
await writeFile(`${out}/${part}.documents`, Int32Array.from(of));
await writeFile(
  `${out}/${part}.json`,
  JSON.stringify({ features: LINK_FEATURES, names, documents: documents.map(({ doc }) => doc) }),
);
process.stdout.write(
  `${documents.length} documents, ${groups.length} spans, ${targets.length} rows of ${names.length}\n`,
);

function dump({ passage, speech, referents, gold }: CorefDocument, number: number): void {
  const clusterGold = new Map<Cluster, string>();
  const choose: Choose = (index, candidates, features) => {
    const rows = candidates.length + 1;
    const right = candidates.findIndex(({ cluster }) => goldOf(cluster) === gold[index]);
    if (candidates.length > 0) {
      const halves = Float16Array.from(features.subarray(0, rows * names.length));
      writeSync(rowsFile, new Uint8Array(halves.buffer));
      groups.push(rows);
      of.push(number);
      for (let row = 0; row < rows; row++) targets.push(Number(row === (right < 0 ? rows - 1 : right)));
    }
    return { choice: right, confidence: 1 };
  };
  linkReferents(passage.book, speech, referents, names.length, choose);

  function goldOf(cluster: Cluster): string {
    let known = clusterGold.get(cluster);
    if (known === undefined) {
      known = gold[cluster.members[0]!]!;
      clusterGold.set(cluster, known);
    }
    return known;
  }
}
