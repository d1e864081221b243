import type { Language } from '@visiobook/schema';
import { pieceRows, wordShape } from '../src/models/reader/word-features.ts';
import type { ModelFile } from '../src/models/weights/read-weights.ts';
import { tensorsOf } from '../src/models/weights/tensors.ts';
import { WORDS } from './tiny-reader.ts';

type Vector = number[];

/** The reader by the book: one window, one word, one number after the other. What the fast one must compute. */
export function plainReader(lexis: ModelFile, reader: ModelFile) {
  const { heads, window, weights } = reader.manifest;
  const vectors = tensorsOf(lexis.manifest, lexis.binary);
  const tensors = tensorsOf(reader.manifest, reader.binary);
  const shapes = new Map(weights.tensors.map(({ name, shape }) => [name, shape]));
  const rowsOf = (name: string, from = tensors): Vector[] => {
    const values = from.get(name)!;
    const width = (from === tensors ? shapes.get(name)! : [0, 6]).at(-1)!;
    return Array.from({ length: values.length / width }, (_, i) =>
      Array.from(values.subarray(i * width, (i + 1) * width)),
    );
  };
  const sum = (values: Vector) => values.reduce((total, value) => total + value, 0);
  const dot = (a: Vector, b: Vector) => sum(a.map((value, i) => value * b[i]!));
  const plus = (...all: Vector[]) => all[0]!.map((_, i) => sum(all.map((vector) => vector[i]!)));
  const relu = (row: Vector) => row.map((value) => Math.max(0, value));
  const times = (vector: Vector, name: string) => {
    const rows = rowsOf(name);
    return rows[0]!.map((_, j) =>
      dot(
        vector,
        rows.map((row) => row[j]!),
      ),
    );
  };
  const dense = (vector: Vector, layer: string) =>
    plus(times(vector, `${layer}/w`), rowsOf(`${layer}/b`)[0]!);
  const normed = (row: Vector, name: string) => {
    const scale = rowsOf(name)[0]!;
    return row.map((value, i) => (value * scale[i]!) / Math.sqrt(dot(row, row) / row.length + 1e-5));
  };

  const wordInput = (word: string, language: Language): Vector => {
    const plain = word.toLowerCase().replace('’', "'").replace(/\d/g, '0');
    const row = WORDS[language].indexOf(plain);
    const pieces = pieceRows(word, shapes.get('grams')![0]!).map((piece) => rowsOf('grams')[piece]!);
    const features = [
      ...rowsOf(language, vectors)[Math.max(0, row)]!.map((value) => (row > 0 ? 3 * value : 0)),
      ...plus(...pieces).map((total) => total / pieces.length),
      ...wordShape(word),
    ];
    return plus(dense(features, 'enter'), rowsOf('language')[language === 'en' ? 0 : 1]!);
  };
  /** The pairs of a head, the first numbers and the second ones beside each other, turned by the word's place. */
  const turned = (head: Vector, place: number) => {
    const half = head.length / 2;
    return head.map((value, i) => {
      const angle = place * 10_000 ** -((i % half) / half);
      const other = i < half ? -head[i + half]! : head[i - half]!;
      return value * Math.cos(angle) + other * Math.sin(angle);
    });
  };
  const heed = (rows: Vector[], block: string): Vector[] => {
    const all = rows.map((row) => times(normed(row, `${block}/heed/norm`), `${block}/qkv/w`));
    const width = rows[0]!.length;
    const size = width / heads!;
    const part = (word: number, which: number, head: number) =>
      all[word]!.slice(which * width + head * size, which * width + (head + 1) * size);
    return rows.map((_, i) => {
      const told = Array.from({ length: heads! }, (_, head) => {
        const fits = rows.map(
          (_, j) => dot(turned(part(i, 0, head), i), turned(part(j, 1, head), j)) / Math.sqrt(size),
        );
        const shares = fits.map((fit) => Math.exp(fit) / sum(fits.map(Math.exp)));
        return plus(...rows.map((_, j) => part(j, 2, head).map((value) => value * shares[j]!)));
      });
      return times(told.flat(), `${block}/heed/out/w`);
    });
  };
  const think = (row: Vector, block: string): Vector =>
    dense(
      relu(dense(normed(row, `${block}/think/norm`), `${block}/up`)).map((value) => value * value),
      `${block}/down`,
    );
  const encode = (words: readonly string[], language: Language): Vector[] => {
    let rows = [...rowsOf('rests'), ...words.map((word) => wordInput(word, language))];
    for (let i = 0; shapes.has(`block/${i}/qkv/w`); i++) {
      const told = heed(rows, `block/${i}`);
      rows = rows.map((row, t) => plus(row, told[t]!)).map((row) => plus(row, think(row, `block/${i}`)));
    }
    return rows.slice(rowsOf('rests').length).map((row) => normed(row, 'norm'));
  };

  const spansOf = (states: Vector[]) => {
    const starts = states.map((row) => relu(dense(row, 'span/start')));
    const ends = states.map((row) => relu(dense(row, 'span/end')));
    const labels = shapes.get('span/width')![0]!;
    return (first: number, last: number) => {
      const start = starts[first]!;
      const end = ends[last]!;
      const pair = rowsOf('span/pair');
      const scores = plus(dense(start, 'span/by-start'), times(end, 'span/by-end/w')).map((score, l) => {
        const fit = start.map((s, i) => s * dot(end, pair[l * start.length + i]!));
        return score + sum(fit) + rowsOf('span/width')[l]![last - first]!;
      });
      const kinds = plus(dense(start, 'kind/start'), times(end, 'kind/end/w'));
      return { scores: scores.slice(0, labels), kinds };
    };
  };
  /** Of each sentence of a text, all of which are shorter than a window. */
  return (text: readonly (readonly string[])[], language: Language) => {
    const read: ReturnType<typeof spansOf>[] = [];
    for (let first = 0, end = 0; first < text.length; first = end) {
      const words: string[] = [];
      while (end < text.length && words.length + text[end]!.length <= window!) words.push(...text[end++]!);
      const states = words.length > 0 ? encode(words, language) : [];
      for (let i = first, row = 0; i < end; row += text[i]!.length, i++) {
        const own = states.slice(row, row + text[i]!.length);
        read.push(spansOf(own));
      }
    }
    return read;
  };
}
