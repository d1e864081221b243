import type { Language, Span } from '@visiobook/schema';
import type { WholeScene } from './library.ts';
import type { MeaningReader } from './ports.ts';

/** A stretch of a scene, and what it is about. */
export interface Passage {
  sceneId: string;
  position: number;
  span: Span;
  /** A direction, a signed byte a number; its length says nothing. */
  vector: Int8Array;
}

const CHARACTERS = 700;

/**
 * Cuts a scene into passages of whole sentences and reads what each is about: a scene of a thousand words is about too much
 * for one direction.
 */
export function passagesOf(
  scene: Pick<WholeScene, 'id' | 'text' | 'span' | 'sentences'>,
  language: Language,
  reader: MeaningReader,
): Passage[] {
  const passages: Passage[] = [];
  for (const span of cut(scene)) {
    const { vector } = reader.read(
      scene.text.slice(span.start - scene.span.start, span.end - scene.span.start),
      language,
    );
    if (vector)
      passages.push({ sceneId: scene.id, position: passages.length, span, vector: inBytes(vector) });
  }
  return passages;
}

function cut({ sentences, span }: Pick<WholeScene, 'sentences' | 'span'>): Span[] {
  const length = span.end - span.start;
  const count = Math.max(1, Math.round(length / CHARACTERS));
  const passages: Span[] = [];
  let start = span.start;
  for (const sentence of sentences) {
    const share = length / count;
    if (passages.length < count - 1 && sentence.span.end - start >= share) {
      passages.push({ start, end: sentence.span.end });
      start = sentence.span.end;
    }
  }
  if (start < span.end) passages.push({ start, end: span.end });
  return passages;
}

function inBytes(vector: Float32Array): Int8Array {
  const most = vector.reduce((longest, value) => Math.max(longest, Math.abs(value)), 1e-9);
  return Int8Array.from(vector, (value) => Math.round((127 * value) / most));
}
