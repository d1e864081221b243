import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Language } from '@visiobook/schema';
import { type FloatTensor, writeModel } from '../training/model-file.ts';
import { randomOf } from '../training/random.ts';

/** Word vectors of width 6 for a handful of words; row 0 is of no word. */
export const WORDS: Readonly<Record<Language, readonly string[]>> = {
  en: ['', 'the', 'captain', 'of', 'ship', "o'brien", '0000'],
  fr: ['', 'le', 'capitaine', 'du', 'navire'],
};
const VECTOR = 6;
const PIECES = 5;
const SHAPES = 8;
const WORD = 7;
const HIDDEN = 5;
const AROUND = 6;
const LANGUAGE = 3;
const TASK = 4;
const TAGGER = 3;
const SPAN = 4;
const LABELS = ['PER', 'LOC', 'TIME'];
export const LONGEST_SPAN = 4;

/** Writes word vectors as `tinylexis-1`. */
export async function writeLexis(folder: URL): Promise<void> {
  const tensors = (['en', 'fr'] as const).map((language) =>
    random(language, [WORDS[language].length, VECTOR], 'uint8'),
  );
  const text = Object.entries(WORDS)
    .map(([language, words]) => `${language} ${words.length}\n${words.join('\n')}\n`)
    .join('');
  await writeFile(new URL('tinylexis-1.words.txt', folder), text);
  writeModel(
    folder,
    'tinylexis-1',
    {
      ...{
        format: 1,
        name: 'tinylexis',
        version: '1',
        task: 'tests',
        languages: ['en', 'fr'],
        features: 'lexis-1',
      },
      ...{ outputs: ['vector'], calibration: {}, thresholds: {} },
      vocabulary: { file: 'tinylexis-1.words.txt', bytes: Buffer.byteLength(text), sha256: sha256(text) },
    },
    tensors,
  );
}

/** Writes a reader with small random layers as `tiny-1`; `changes` replaces tensors by name. */
export function writeReader(
  folder: URL,
  about: object = {},
  changes: Record<string, FloatTensor> = {},
): void {
  const lstm = (name: string, input: number, hidden: number) => [
    random(`${name}/wx`, [input, 4 * hidden]),
    random(`${name}/wh`, [hidden, 4 * hidden]),
    random(`${name}/b`, [4 * hidden]),
  ];
  const dense = (name: string, input: number, output: number) => [
    random(`${name}/w`, [input, output]),
    random(`${name}/b`, [output]),
  ];
  const labels = LABELS.length;
  const tensors = [
    random('grams', [64, PIECES], 'uint8'),
    ...dense('in', VECTOR + PIECES + SHAPES, WORD),
    ...lstm('lm/fw', WORD, HIDDEN),
    ...lstm('lm/bw', WORD, HIDDEN),
    ...dense('around', 2 * HIDDEN, AROUND),
    random('lang', [2, LANGUAGE]),
    ...dense('task/in', WORD + 2 * HIDDEN + AROUND + LANGUAGE, TASK),
    ...lstm('task/fw', TASK, TAGGER),
    ...lstm('task/bw', TASK, TAGGER),
    ...dense('span/start', 2 * TAGGER, SPAN),
    ...dense('span/end', 2 * TAGGER, SPAN),
    random('span/pair', [labels, SPAN, SPAN]),
    ...dense('span/by-start', SPAN, labels),
    random('span/by-end/w', [SPAN, labels]),
    random('span/width', [labels, LONGEST_SPAN]),
    ...dense('kind/start', SPAN, 3),
    random('kind/end/w', [SPAN, 3]),
  ].map((tensor) => changes[tensor.name] ?? tensor);
  writeModel(
    folder,
    'tiny-1',
    {
      ...{
        format: 1,
        name: 'tiny',
        version: '1',
        task: 'tests',
        languages: ['en', 'fr'],
        features: 'reader-2',
      },
      ...{
        outputs: LABELS,
        kinds: ['PROP', 'NOM', 'PRON'],
        lexis: 'tinylexis-1',
        calibration: {},
        thresholds: {},
      },
      ...about,
    },
    tensors,
  );
}

/** Other numbers for each name, the same in each run. */
export function random(name: string, shape: number[], as: FloatTensor['as'] = 'float16'): FloatTensor {
  const next = randomOf(createHash('sha256').update(name).digest().readUInt32LE(0));
  const size = shape.reduce((product, length) => product * length, 1);
  return { name, shape, as, values: Float32Array.from({ length: size }, () => 2 * next() - 1) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function folderUrl(path: string): URL {
  return pathToFileURL(`${path}/`);
}
