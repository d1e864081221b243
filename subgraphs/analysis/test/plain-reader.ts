import type { Language } from '@visiobook/schema';
import { pieceRows, wordShape } from '../src/models/encoder/word-features.ts';
import type { ModelFile } from '../src/models/weights/read-weights.ts';
import { tensorsOf } from '../src/models/weights/tensors.ts';
import { WORDS } from './tiny-reader.ts';

type Vector = number[];

/** The reader by the book: one sentence, one word, one number after the other. What the fast one must compute. */
export function plainReader(lexis: ModelFile, reader: ModelFile) {
  const vectors = tensorsOf(lexis.manifest, lexis.binary);
  const tensors = tensorsOf(reader.manifest, reader.binary);
  const shapes = new Map(reader.manifest.weights.tensors.map(({ name, shape }) => [name, shape]));
  const rowsOf = (name: string, from = tensors): Vector[] => {
    const values = from.get(name)!;
    const width = (from === tensors ? shapes.get(name)! : [0, 6]).at(-1)!;
    return Array.from({ length: values.length / width }, (_, i) =>
      Array.from(values.subarray(i * width, (i + 1) * width)),
    );
  };
  const times = (vector: Vector, name: string) => {
    const rows = rowsOf(name);
    return rows[0]!.map((_, j) => vector.reduce((sum, value, i) => sum + value * rows[i]![j]!, 0));
  };
  const plus = (...vectors: Vector[]) =>
    vectors[0]!.map((_, i) => vectors.reduce((sum, v) => sum + v[i]!, 0));
  const dense = (vector: Vector, layer: string) =>
    plus(times(vector, `${layer}/w`), rowsOf(`${layer}/b`)[0]!);
  const relu = (row: Vector) => row.map((value) => Math.max(0, value));
  const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

  const lstm = (inputs: Vector[], layer: string): Vector[] => {
    const hidden = shapes.get(`${layer}/wh`)![0]!;
    let h: Vector = Array(hidden).fill(0);
    let c = h;
    return inputs.map((x) => {
      const gates = plus(times(x, `${layer}/wx`), times(h, `${layer}/wh`), rowsOf(`${layer}/b`)[0]!);
      const gate = (k: number, i: number) => gates[k * hidden + i]!;
      c = c.map((value, i) => sigmoid(gate(1, i)) * value + sigmoid(gate(0, i)) * Math.tanh(gate(2, i)));
      h = c.map((value, i) => sigmoid(gate(3, i)) * Math.tanh(value));
      return h;
    });
  };
  const bothWays = (inputs: Vector[], layer: string): Vector[] => {
    const backward = lstm([...inputs].reverse(), `${layer}/bw`).reverse();
    return lstm(inputs, `${layer}/fw`).map((state, i) => [...state, ...backward[i]!]);
  };
  const wordInput = (word: string, isFirst: boolean, language: Language): Vector => {
    const row = Math.max(
      0,
      WORDS[language].indexOf(word.toLowerCase().replace('’', "'").replace(/\d/g, '0')),
    );
    const pieces = pieceRows(word, shapes.get('grams')![0]!).map((piece) => rowsOf('grams')[piece]!);
    const mean = plus(...pieces).map((sum) => sum / pieces.length);
    const features = [
      ...rowsOf(language, vectors)[row]!.map((value) => 3 * value),
      ...mean,
      ...wordShape(word, isFirst),
    ];
    return dense(features, 'in').map(Math.tanh);
  };

  return (words: readonly string[], language: Language) => {
    const x = words.map((word, i) => wordInput(word, i === 0, language));
    const said = rowsOf('lang')[language === 'en' ? 0 : 1]!;
    const states = bothWays(x, 'lm');
    const hidden = shapes.get('lm/fw/wh')![0]!;
    const nothing: Vector = Array(hidden).fill(0);
    const below = states.map((state, i) => {
      const before = states[i - 1]?.slice(0, hidden) ?? nothing;
      const behind = states[i + 1]?.slice(hidden) ?? nothing;
      return [...x[i]!, ...state, ...relu(dense([...before, ...behind], 'around')), ...said];
    });
    const above = bothWays(
      below.map((row) => dense(row, 'task/in').map(Math.tanh)),
      'task',
    );
    const starts = above.map((row) => relu(dense(row, 'span/start')));
    const ends = above.map((row) => relu(dense(row, 'span/end')));
    const labels = shapes.get('span/width')![0]!;
    return (first: number, last: number) => {
      const start = starts[first]!;
      const end = ends[last]!;
      const pair = rowsOf('span/pair');
      const scores = plus(dense(start, 'span/by-start'), times(end, 'span/by-end/w')).map((score, l) => {
        const fit = start.reduce(
          (sum, s, i) => sum + s * end.reduce((all, e, j) => all + e * pair[l * start.length + i]![j]!, 0),
          0,
        );
        return score + fit + rowsOf('span/width')[l]![last - first]!;
      });
      return {
        scores: scores.slice(0, labels),
        kinds: plus(dense(start, 'kind/start'), times(end, 'kind/end/w')),
      };
    };
  };
}
