import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { wordsOf } from '../src/models/emotion/load-mood.ts';
import { loadMoodHead } from '../src/models/emotion/mood-head.ts';
import { loadSentenceModel } from '../src/models/emotion/sentence-model.ts';
import { WEIGHTS_FOLDER } from '../src/models/engine.ts';
import { compute } from '../src/models/runtime/computation.ts';
import { startRuntime } from '../src/models/runtime/model-runtime.ts';
import type { ModelManifest } from '../src/models/weights/model-manifest.ts';
import { readWeights } from '../src/models/weights/read-weights.ts';
import { sealed } from '../src/models/weights/seal.ts';
import { type Example, MOOD_AT, OUTPUTS, readCorpora, VAD_AT } from './corpora.ts';
import { MOODS } from './emotion-labels.ts';
import { encoderOf } from './encoder-of.ts';
import { thresholdsOf } from './fitted-thresholds.ts';
import { calibration } from './thresholds.ts';

/**
 * Fits how the outputs of a head and of the bags that it adds to go together, then calibration and thresholds of what
 * both say, on the tuning part, with the weights as the service runs them, and writes them into the manifest:
 * `node fit-moods.ts --data ../../../shared/data --id mood-4`.
 */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    id: { type: 'string', default: 'mood-4' },
  },
});
/** How much of the head's logits may be added to those of the bags. */
const SHARES = Array.from({ length: 31 }, (_, i) => i / 10);

const runtime = await startRuntime('wasm');
const { tf } = runtime;
const file = await readWeights(WEIGHTS_FOLDER, options.id);
const bags = loadSentenceModel(tf, await readWeights(WEIGHTS_FOLDER, file.manifest.addsTo!));
const head = compute(loadMoodHead(tf, file, await encoderOf(runtime, file.manifest.above!)));
const { tuning } = readCorpora(`${options.data}/emotions`);
const said = new Map<Example, { theirs: Float32Array; own: Float32Array }>();
for (const language of ['en', 'fr'] as const) {
  const examples = tuning.filter((example) => example.language === language);
  const texts = examples.map(({ text }) => text);
  const own = compute(
    head.reading(
      texts.map((text) => wordsOf(text, language)),
      language,
    ),
  );
  for (const [i, theirs] of bags.read(texts, language).entries())
    said.set(examples[i]!, { theirs, own: own[i]! });
}

const labels = bestShare();
const shares = Object.fromEntries(
  OUTPUTS.map((output, at) => [output, at < VAD_AT ? { theirs: 1, own: labels } : leastSquares(at)]),
);
const together = new Map(
  [...said].map(([example, { theirs, own }]) => [
    example,
    theirs.map((value, at) => {
      const share = shares[OUTPUTS[at]!]!;
      return share.theirs * value + share.own * own[at]!;
    }),
  ]),
);
const predict = (example: Example) => together.get(example)!;
const path = new URL(`${options.id}.json`, WEIGHTS_FOLDER);
const { seal: _, ...manifest } = JSON.parse(readFileSync(path, 'utf8')) as ModelManifest;
manifest.shares = shares;
manifest.calibration = Object.fromEntries(
  MOODS.map((mood, i) => {
    const known = knownAt(MOOD_AT + i);
    const logits = known.map((example) => predict(example)[MOOD_AT + i]!);
    return [
      `mood:${mood}`,
      calibration(
        logits,
        known.map(({ targets }) => targets[MOOD_AT + i]! > 0),
      ),
    ];
  }),
);
manifest.thresholds = thresholdsOf(tuning, predict);
writeFileSync(path, `${JSON.stringify(sealed(manifest), null, 2)}\n`);
process.stdout.write(
  `labels ${labels}; ${OUTPUTS.slice(VAD_AT)
    .map((output) => `${output} ${shares[output]!.theirs.toFixed(2)} + ${shares[output]!.own.toFixed(2)}`)
    .join(', ')}\n`,
);

function knownAt(at: number): Example[] {
  return tuning.filter(({ targets }) => !Number.isNaN(targets[at]!));
}

/** One for all labels, because rare ones have too few examples: the share with the least surprise when calibrated. */
function bestShare(): number {
  let best = { share: 0, cost: Number.POSITIVE_INFINITY };
  for (const share of SHARES) {
    const cost = OUTPUTS.slice(0, VAD_AT).reduce((sum, _output, at) => sum + surprise(at, share), 0);
    if (cost < best.cost) best = { share, cost };
  }
  return best.share;
}

function surprise(at: number, share: number): number {
  const known = knownAt(at);
  const logits = known.map((example) => said.get(example)!.theirs[at]! + share * said.get(example)!.own[at]!);
  const truths = known.map(({ targets }) => targets[at]! > 0);
  const { slope, shift } = calibration(logits, truths);
  return logits.reduce((sum, logit, i) => {
    const score = (truths[i] ? -1 : 1) * (slope * logit + shift);
    return sum + Math.max(0, score) + Math.log1p(Math.exp(-Math.abs(score)));
  }, 0);
}

/** How much of both numbers comes nearest to the truth. */
function leastSquares(at: number): { theirs: number; own: number } {
  let [tt, to, oo, ty, oy] = [0, 0, 0, 0, 0];
  for (const example of knownAt(at)) {
    const theirs = said.get(example)!.theirs[at]!;
    const own = said.get(example)!.own[at]!;
    const truth = example.targets[at]!;
    tt += theirs * theirs;
    to += theirs * own;
    oo += own * own;
    ty += theirs * truth;
    oy += own * truth;
  }
  const size = tt * oo - to * to;
  return { theirs: (ty * oo - oy * to) / size, own: (oy * tt - ty * to) / size };
}
