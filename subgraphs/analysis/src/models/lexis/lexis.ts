import type { Language } from '@visiobook/schema';
import { bytesOf, type ManifestTensor } from '../weights/model-manifest.ts';
import { type ModelFile, WeightsRefused } from '../weights/read-weights.ts';
import { wordKey } from './word-key.ts';

/** The reader of text that the weights must be of. */
export const FEATURES = 'lexis-1';
/** The row of every word that has no vector of its own. */
export const UNKNOWN = 0;

/** Vectors of words, one language's apart from the other's. */
export interface Lexis {
  /** Name and version of the weights. */
  id: string;
  /** Numbers in a vector. */
  width: number;
  /** Rows of a language's table. */
  size(language: Language): number;
  /** The row of a word in any case; UNKNOWN when it has none. */
  rowOf(word: string, language: Language): number;
  /** Writes the vector of a row into `into`, from `at` on. */
  copyRow(row: number, language: Language, into: Float32Array, at?: number): void;
}

interface Table {
  bytes: Uint8Array;
  scale: number;
  min: number;
  rows: ReadonlyMap<string, number>;
  size: number;
}

/**
 * Opens vectors of words. They stay in the bytes they were read in and become numbers a row at a time.
 *
 * @throws WeightsRefused when they are not tables of bytes with a word for each row.
 */
export function openLexis({ manifest, binary, vocabulary }: ModelFile): Lexis {
  const { name, version, features, weights, languages } = manifest;
  const id = `${name}-${version}`;
  if (features !== FEATURES)
    throw new WeightsRefused(`Model ${id} gives the vectors ${features}; this version reads ${FEATURES}.`);
  if (vocabulary === undefined) throw new WeightsRefused(`The manifest of model ${id} names no vocabulary.`);
  const words = parseVocabulary(vocabulary);
  const tables = new Map<Language, Table>();
  let width = 0;
  let offset = 0;
  for (const tensor of weights.tensors) {
    const length = bytesOf([tensor]);
    const language = languages.find((one) => one === tensor.name);
    if (language) {
      const table = tableOf(id, tensor, new Uint8Array(binary, offset, length), words.get(language) ?? []);
      tables.set(language, table);
      width ||= tensor.shape[1]!;
      if (tensor.shape[1] !== width) throw new WeightsRefused(`The tables of model ${id} differ in width.`);
    }
    offset += length;
  }
  const tableFor = (language: Language): Table => {
    const table = tables.get(language);
    if (!table) throw new WeightsRefused(`Model ${id} has no words of the language ${language}.`);
    return table;
  };
  for (const language of languages) tableFor(language);

  return {
    id,
    width,
    size: (language) => tableFor(language).size,
    rowOf: (word, language) => tableFor(language).rows.get(wordKey(word)) ?? UNKNOWN,
    copyRow(row, language, into, at = 0) {
      const { bytes, scale, min } = tableFor(language);
      const from = row * width;
      for (let i = 0; i < width; i++) into[at + i] = bytes[from + i]! * scale + min;
    },
  };
}

function tableOf(id: string, tensor: ManifestTensor, bytes: Uint8Array, words: readonly string[]): Table {
  const { name, shape, quantization } = tensor;
  if (shape.length !== 2 || quantization?.dtype !== 'uint8')
    throw new WeightsRefused(`The tensor ${name} of model ${id} is no table of bytes.`);
  const size = shape[0]!;
  if (words.length !== size)
    throw new WeightsRefused(
      `The vocabulary of model ${id} has ${words.length} words of the language ${name}, and its table ${size} rows.`,
    );
  const rows = new Map(words.map((word, row) => [word, row]));
  return { bytes, scale: quantization.scale, min: quantization.min, rows, size };
}

/** The words of each language's rows: "en 2", the words of two rows, "fr 3", those of three; row 0 has the empty word. */
export function parseVocabulary(text: string): Map<string, string[]> {
  const lines = text.split('\n');
  const words = new Map<string, string[]>();
  for (let at = 0; at < lines.length; ) {
    const [, language, count] = /^([a-z]+) (\d+)$/.exec(lines[at]!) ?? [];
    if (!language) break;
    words.set(language, lines.slice(at + 1, at + 1 + Number(count)));
    at += 1 + Number(count);
  }
  return words;
}
