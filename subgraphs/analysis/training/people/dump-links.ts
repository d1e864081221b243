import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Cluster } from '../../src/domain/people/coreference/cluster.ts';
import { LINK_FEATURES, linkFeatureNames } from '../../src/domain/people/coreference/link-features.ts';
import { type Choose, chooseBy, linkReferents } from '../../src/domain/people/coreference/link-referents.ts';
import { loadLinkModel } from '../../src/models/people/link-model.ts';
import { readWeights } from '../../src/models/weights/read-weights.ts';
import { type CorefDocument, readFrLitbank, readLitbank } from './coref-corpora.ts';

// Writes what the linker of train-links.py learns from: for every span of the training documents a row for each
// cluster in reach and one for "someone new", and which of them the annotators chose.

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string' },
    part: { type: 'string', default: 'train' },
    weights: { type: 'string' },
    id: { type: 'string', default: 'links-1' },
  },
});
// Clusters are the annotators', or those that a first model makes: what is learned from its mistakes as well does not
// stumble over its own at work.
const model = values.weights
  ? chooseBy(loadLinkModel(await readWeights(pathToFileURL(`${values.weights}/`), values.id)))
  : null;
const { data = '../../../shared/data', out = 'links' } = values;
await mkdir(out, { recursive: true });

const LAST_MEMBERS = 9;
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
  const choose: Choose = (index, candidates, features) => {
    const rows = candidates.length + 1;
    const right = candidates.map(({ cluster }) => mostOf(cluster) === gold[index]);
    const isNew = !right.includes(true);
    if (candidates.length > 0) {
      const halves = Float16Array.from(features.subarray(0, rows * names.length));
      writeSync(rowsFile, new Uint8Array(halves.buffer));
      groups.push(rows);
      of.push(number);
      for (let row = 0; row < rows; row++) targets.push(Number(right[row] ?? isNew));
    }
    return model ? model(index, candidates, features) : { choice: right.indexOf(true), confidence: 1 };
  };
  linkReferents(passage.book, speech, referents, names.length, choose);

  /** The annotators' cluster that most of the last members are of. */
  function mostOf({ members }: Cluster): string {
    const votes = new Map<string, number>();
    for (const member of members.slice(-LAST_MEMBERS))
      votes.set(gold[member]!, (votes.get(gold[member]!) ?? 0) + 1);
    return [...votes].sort((a, b) => b[1] - a[1])[0]![0];
  }
}
