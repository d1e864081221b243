import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chooseBy, linkReferents } from '../../src/domain/people/coreference/link-referents.ts';
import { WEIGHTS_FOLDER } from '../../src/models/engine.ts';
import { loadLinkModel } from '../../src/models/people/link-model.ts';
import { readWeights } from '../../src/models/weights/read-weights.ts';
import { type CorefDocument, readFrLitbank, readLitbank } from './coref-corpora.ts';

// Links the spans that the annotators drew, and writes {doc, clusters} rows for scorers/coref.mjs.

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../../../shared/data' },
    weights: { type: 'string' },
    id: { type: 'string', default: 'links-1' },
    out: { type: 'string', default: '.' },
  },
});
const { data, id, out } = values;
const folder = values.weights ? pathToFileURL(`${values.weights}/`) : WEIGHTS_FOLDER;
const scorer = loadLinkModel(await readWeights(folder, id));
write('en', readLitbank(`${data}/litbank/dev.jsonl`));
write(
  'fr',
  readFrLitbank(
    `${data}/fr-litbank/booknlpfr_v3_coref_dev.jsonl`,
    `${data}/fr-litbank/booknlpfr_v3_ner_dev.jsonl`,
  ),
);

function write(name: string, documents: readonly CorefDocument[]): void {
  const rows = documents.map(({ doc, passage, speech, referents, rowSpans }) => {
    const { clusters } = linkReferents(passage.book, speech, referents, scorer.width, chooseBy(scorer));
    return JSON.stringify({ doc, clusters: clusters.map(({ members }) => members.map((i) => rowSpans[i])) });
  });
  writeFileSync(`${out}/links.${name}.jsonl`, `${rows.join('\n')}\n`);
}
