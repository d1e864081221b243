import { parseArgs } from 'node:util';
import { BAGS, ROWS } from '../src/models/emotion/sentence-features.ts';
import { openLexis, parseVocabulary } from '../src/models/lexis/lexis.ts';
import type { ModelManifest } from '../src/models/weights/model-manifest.ts';
import { readWeights } from '../src/models/weights/read-weights.ts';
import {
  type Corpora,
  type Example,
  GO_AT,
  MOOD_AT,
  OUTPUTS,
  readCorpora,
  readRows,
  VAD_AT,
  XED_AT,
} from './corpora.ts';
import { MOODS } from './emotion-labels.ts';
import { thresholdsOf } from './fitted-thresholds.ts';
import { writeGolden } from './golden.ts';
import { learn } from './learn.ts';
import { fillFromLexis } from './lexis-rows.ts';
import { meanOf } from './mean-network.ts';
import { writeModel } from './model-file.ts';
import { createNetwork, type Network, run, WIDTH } from './network.ts';
import { readNovelSentences } from './novel-sentences.ts';
import { randomOf } from './random.ts';
import { shinglesOf } from './shingles.ts';
import { calibration } from './thresholds.ts';
import { inFrench } from './word-by-word.ts';
import { learnWordVectors } from './word-vectors.ts';

/**
 * Trains the sentence emotion model and writes its weights: `node train-emotion.ts --data ../shared/data`.
 * The figures of the card come from `measure-emotion.ts`, which runs what was written here as the service runs it.
 */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    id: { type: 'string', default: 'mood-3' },
    lexis: { type: 'string', default: 'lexis-2' },
    words: { type: 'string', default: '7000000' },
    sentences: { type: 'string', default: '2500' },
    epochs: { type: 'string', default: '2' },
    dictionary: { type: 'string' },
  },
});
const WEIGHTS = new URL('../weights/', import.meta.url);
/** Word vectors come out long; the network learns best from short ones. */
const VECTOR_SCALE = 0.1;
/** The small corpora (EmoBank, French XED) are read this often in each epoch. */
const SMALL_CORPUS_TURNS = 2;

const started = performance.now();
const corpora = readCorpora(`${options.data}/emotions`);
say(`${corpora.train.length} sentences to learn from, ${corpora.dropped} dropped for sharing words with dev`);
const english = corpora.train.filter(({ language }) => language === 'en');
const translated = options.dictionary ? inFrench(english, options.dictionary) : [];
say(`${translated.length} of ${english.length} English sentences in French, word by word`);
const networks: Network[] = [];
// Two that begin with other vectors of words err in other places.
for (const [seed, vectors] of (['novels', 'lexis'] as const).entries()) {
  const network = createNetwork(OUTPUTS.length, 7 + seed);
  const told = await readLiterature(network, vectors);
  learnEmotions(network, [...corpora.train, ...translated, ...told], 11 + seed);
  networks.push(network);
}
write(meanOf(networks), corpora);

/** Word vectors, from novels or from the lexis, and sentences of novels with a mood that their words betray. */
async function readLiterature({ table }: Network, vectors: 'novels' | 'lexis'): Promise<Example[]> {
  const { data } = options;
  const measured = shinglesOf(
    ['goemotions.dev', 'emobank_vad.dev', 'emolit_gold.dev'].flatMap((name) =>
      readRows(`${data}/emotions/${name}.jsonl`).map(({ text }) => text),
    ),
  );
  const french = [`${data}/chapters/train.fr.jsonl.xz`, `${data}/pretrain/fr_extra.jsonl.xz`];
  const sentences: Example[] = [];
  if (vectors === 'lexis') {
    const file = await readWeights(WEIGHTS, options.lexis);
    const { words } = fillFromLexis(table, openLexis(file), parseVocabulary(file.vocabulary!));
    say(`${words} words of ${options.lexis}`);
  }
  for (const [language, files] of [
    ['en', [`${data}/chapters/train.en.jsonl.xz`]],
    ['fr', french],
  ] as const) {
    const from = { language, files, measured, random: randomOf(3) };
    if (vectors === 'novels') {
      const { words } = await learnWordVectors(table, { ...from, mostWords: Number(options.words) });
      say(`${language}: vectors from ${words} words of novels`);
    }
    const found = await readNovelSentences({ ...from, mostOfEach: Number(options.sentences) });
    sentences.push(...found);
    say(`${language}: ${found.length} sentences of novels with a mood`);
  }
  if (vectors === 'novels') for (let i = WIDTH; i < ROWS.word * WIDTH; i++) table[i]! *= VECTOR_SCALE;
  return sentences;
}

function learnEmotions(into: Network, train: readonly Example[], seed: number): void {
  const isTranslated = new Set(translated);
  const isSmall = (example: Example) =>
    !isTranslated.has(example) &&
    !Number.isNaN(example.targets[example.language === 'fr' ? XED_AT : VAD_AT]!);
  const examples = train.flatMap((example) =>
    Array.from({ length: isSmall(example) ? SMALL_CORPUS_TURNS : 1 }, () => example),
  );
  learn(into, examples, {
    epochs: Number(options.epochs),
    rate: 0.06,
    batch: 16,
    featureDropout: 0.3,
    hiddenDropout: 0.3,
    weights: Float32Array.from(OUTPUTS, (_, at) => weightOf(at)),
    positiveWeights: Float32Array.from(OUTPUTS, (_, at) => (at < VAD_AT ? rarity(train, at) ** 0.35 : 1)),
    numbersFrom: VAD_AT,
    random: randomOf(seed),
    onEpoch: (epoch, loss) => say(`epoch ${epoch + 1}: loss ${loss.toFixed(3)}`),
  });
}

/** How much an output's error counts: VAD's numbers are small, and moods repeat what other outputs say. */
function weightOf(at: number): number {
  if (at < XED_AT) return 1;
  if (at < MOOD_AT) return 1.5;
  return at < VAD_AT ? 1 : 8;
}

function rarity(examples: readonly Example[], at: number): number {
  let positives = 0;
  let negatives = 0;
  for (const { targets } of examples) {
    if (targets[at]! > 0) positives++;
    else if (targets[at] === 0) negatives++;
  }
  return negatives / Math.max(1, positives);
}

function write(trained: Network, { tuning }: Corpora): void {
  const outputs = new Map(tuning.map((example) => [example, run(trained, example.features)]));
  const predict = (example: Example) => outputs.get(example)!;
  const about: Omit<ModelManifest, 'weights'> = {
    format: 1,
    name: options.id.replace(/-[^-]*$/, ''),
    version: options.id.replace(/^.*-/, ''),
    task: 'emotions of sentences; valence, arousal, dominance',
    languages: ['en', 'fr'],
    features: 'bags-1',
    outputs: OUTPUTS,
    calibration: Object.fromEntries(
      MOODS.map((mood, i) => {
        const known = tuning.filter(({ targets }) => !Number.isNaN(targets[MOOD_AT + i]!));
        const logits = known.map((example) => predict(example)[MOOD_AT + i]!);
        const truths = known.map(({ targets }) => targets[MOOD_AT + i]! > 0);
        return [`mood:${mood}`, calibration(logits, truths)];
      }),
    ),
    thresholds: thresholdsOf(tuning, predict),
  };
  const { table, hidden, output } = trained;
  const width = hidden.inputs / BAGS;
  const rows = (first: number, count: number) => table.slice(first * width, (first + count) * width);
  const sha256 = writeModel(WEIGHTS, options.id, about, [
    { name: 'words', shape: [ROWS.word, width], values: rows(0, ROWS.word), as: 'uint8' },
    { name: 'pairs', shape: [ROWS.pair, width], values: rows(ROWS.word, ROWS.pair), as: 'uint8' },
    {
      name: 'pieces',
      shape: [ROWS.piece, width],
      values: rows(ROWS.word + ROWS.pair, ROWS.piece),
      as: 'uint8',
    },
    { name: 'hidden/weights', shape: [hidden.inputs, hidden.outputs], values: hidden.weights, as: 'float16' },
    { name: 'hidden/bias', shape: [hidden.outputs], values: hidden.bias, as: 'float16' },
    { name: 'output/weights', shape: [output.inputs, output.outputs], values: output.weights, as: 'float16' },
    { name: 'output/bias', shape: [OUTPUTS.length], values: output.bias, as: 'float16' },
  ]);
  writeGolden(WEIGHTS, options.id, trained);
  say(`${options.id}: SHA-256 ${sha256}, ${GO_AT + OUTPUTS.length} outputs`);
}

function say(line: string): void {
  process.stdout.write(`${Math.round((performance.now() - started) / 1000)} s  ${line}\n`);
}
