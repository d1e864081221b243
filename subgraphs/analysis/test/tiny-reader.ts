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
const SHAPES = 8;
const LABELS = ['PER', 'LOC', 'TIME'];
export const LONGEST_SPAN = 4;
const RESTS = 2;

/** How large a reader is; small ones for tests, true ones to measure. */
export interface ReaderSize {
  vector: number;
  pieceRows: number;
  piece: number;
  width: number;
  heads: number;
  window: number;
  blocks: number;
  middle: number;
  span: number;
}

const TINY: ReaderSize = {
  ...{ vector: VECTOR, pieceRows: 64, piece: 5 },
  ...{ width: 8, heads: 2, window: 24, blocks: 2, middle: 7, span: 4 },
};

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

/** Writes a reader with random layers as `tiny-1`; `changes` replaces tensors by name. */
export function writeReader(
  folder: URL,
  about: object = {},
  changes: Record<string, FloatTensor> = {},
  size: Partial<ReaderSize> = {},
): void {
  const { vector, pieceRows, piece, width, heads, window, blocks, middle, span } = {
    ...TINY,
    ...size,
  };
  const labels = LABELS.length;
  const tensors = [
    random('grams', [pieceRows, piece], 'uint8'),
    ...dense('enter', vector + piece + SHAPES, width),
    random('language', [2, width]),
    ...Array.from({ length: blocks }, (_, i) => [
      random(`block/${i}/heed/norm`, [width]),
      layer(`block/${i}/qkv/w`, width, 3 * width),
      layer(`block/${i}/heed/out/w`, width, width),
      random(`block/${i}/think/norm`, [width]),
      ...dense(`block/${i}/up`, width, middle),
      ...dense(`block/${i}/down`, middle, width),
    ]).flat(),
    random('norm', [width]),
    random('rests', [RESTS, width]),
    ...dense('span/start', width, span),
    ...dense('span/end', width, span),
    random('span/pair', [labels, span, span]),
    ...dense('span/by-start', span, labels),
    layer('span/by-end/w', span, labels),
    random('span/width', [labels, LONGEST_SPAN]),
    ...dense('kind/start', span, 3),
    layer('kind/end/w', span, 3),
  ].map((tensor) => changes[tensor.name] ?? tensor);
  writeModel(
    folder,
    'tiny-1',
    {
      ...{ format: 1, name: 'tiny', version: '1', task: 'tests', languages: ['en', 'fr'] },
      ...{ features: 'reader-2', heads, window, outputs: LABELS, kinds: ['PROP', 'NOM', 'PRON'] },
      ...{ lexis: 'tinylexis-1', calibration: {}, thresholds: {} },
      ...about,
    },
    tensors,
  );
}

function dense(name: string, input: number, output: number): FloatTensor[] {
  return [layer(`${name}/w`, input, output), random(`${name}/b`, [output])];
}

/** Numbers that make outputs as large as the inputs, however many there are. */
function layer(name: string, input: number, output: number): FloatTensor {
  const tensor = random(name, [input, output]);
  return { ...tensor, values: tensor.values.map((value) => value * Math.sqrt(3 / input)) };
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
