import type { SceneRange } from '../ports.ts';
import type { BookText, Sentence } from '../text/book-text.ts';
import { isContent, singular } from '../text/content-words.ts';

const DOCUMENTS = new WeakMap<BookText, ReadonlyMap<string, number>>();

/** In how many paragraphs each word stands, by its singular; counted once a book. */
export function documentCounts(book: BookText): ReadonlyMap<string, number> {
  const known = DOCUMENTS.get(book);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const { firstToken, endToken } of book.paragraphs) {
    const here = new Set<string>();
    for (let i = firstToken; i < endToken; i++)
      if (book.tokens[i]!.kind === 'word') here.add(singular(book.tokens[i]!.lower, book.language));
    for (const word of here) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  DOCUMENTS.set(book, counts);
  return counts;
}

const WEIGHTS = new WeakMap<BookText, WeakMap<SceneRange, ReadonlyMap<string, number>>>();

/** What each content word weighs in a scene: often here, not everywhere in the book. */
export function typicalWords(book: BookText, scene: SceneRange): ReadonlyMap<string, number> {
  const scenes = WEIGHTS.get(book) ?? new WeakMap<SceneRange, ReadonlyMap<string, number>>();
  WEIGHTS.set(book, scenes);
  const weights = scenes.get(scene) ?? weigh(book, scene);
  scenes.set(scene, weights);
  return weights;
}

function weigh(book: BookText, scene: SceneRange): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const first = book.paragraphs[scene.firstParagraph]!.firstToken;
  const end = book.paragraphs[scene.endParagraph - 1]!.endToken;
  for (let i = first; i < end; i++) {
    const token = book.tokens[i]!;
    if (isContent(token, book.language)) counts.set(token.lower, (counts.get(token.lower) ?? 0) + 1);
  }
  const documents = documentCounts(book);
  const total = book.paragraphs.length + 1;
  const weights = new Map<string, number>();
  for (const [word, count] of counts) {
    const rarity = Math.log(total / ((documents.get(singular(word, book.language)) ?? 0) + 1));
    weights.set(word, Math.min(3, Math.log2(count)) * Math.min(1, Math.max(0.2, rarity / 4)));
  }
  return weights;
}

/** How much a sentence speaks of what its scene speaks of, 0 to 1. */
export function centrality(book: BookText, sentence: Sentence, weights: ReadonlyMap<string, number>): number {
  let sum = 0;
  let count = 0;
  for (let i = sentence.firstToken; i < sentence.endToken; i++) {
    const token = book.tokens[i]!;
    if (!isContent(token, book.language)) continue;
    sum += weights.get(token.lower) ?? 0;
    count++;
  }
  return count < 2 ? 0 : Math.min(1, (1.4 * sum) / (count + 2));
}
