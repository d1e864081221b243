import { placeWords } from '../../domain/lexicon/place-words.ts';
import type { BookText, Sentence } from '../../domain/text/book-text.ts';
import { isContent } from '../../domain/text/content-words.ts';

const COHESION = [60, 150, 400];
const NAMES = [120, 350];
const PLACES = 200;
const NEAR = 300;
/** Gaps that are looked at to know what is usual in a book. */
const SAMPLES = 400;

export interface Likeness {
  cohesion: number[];
  names: number[];
  places: number;
}

/** How alike the stretches of tokens on both sides of a gap are: in subject, in names, in kinds of place. */
export class GapWindows {
  readonly #book: BookText;
  /** Of each token, what it counts as: -1 for nothing. */
  readonly #stems: Int32Array;
  readonly #names: Int32Array;
  readonly #places: Int32Array;
  readonly #nameIds = new Map<string, number>();
  readonly #positions = new Map<number, number[]>();

  constructor(book: BookText) {
    this.#book = book;
    const { tokens, language } = book;
    this.#stems = new Int32Array(tokens.length).fill(-1);
    this.#names = new Int32Array(tokens.length).fill(-1);
    this.#places = new Int32Array(tokens.length).fill(-1);
    const stemIds = new Map<string, number>();
    const placeIds = new Map<string, number>();
    for (const token of tokens)
      if (token.capital && !token.opens && !token.shouted && token.lower.length > 2 && token.lower !== "i'm")
        idOf(this.#nameIds, token.lower);
    for (const [i, token] of tokens.entries()) {
      const name = token.capital ? this.#nameIds.get(token.lower) : undefined;
      if (name !== undefined) {
        this.#names[i] = name;
        const list = this.#positions.get(name);
        if (list) list.push(i);
        else this.#positions.set(name, [i]);
      } else if (isContent(token, language)) this.#stems[i] = idOf(stemIds, token.lower.slice(0, 6));
      const place = placeWords(language).get(token.lower);
      if (place && place.weight >= 0.4) this.#places[i] = idOf(placeIds, place.kind);
    }
  }

  around(token: number): Likeness {
    return {
      cohesion: COHESION.map((width) => likeness(this.#stems, token, width)),
      names: NAMES.map((width) => likeness(this.#names, token, width)),
      places: likeness(this.#places, token, PLACES),
    };
  }

  /** The mean likeness over the book. */
  usual(): Likeness {
    const { sentences } = this.#book;
    const step = Math.max(1, Math.floor(sentences.length / SAMPLES));
    const found: Likeness[] = [];
    for (let i = step; i < sentences.length; i += step) found.push(this.around(sentences[i]!.firstToken));
    const mean = (of: (likeness: Likeness) => number) =>
      found.reduce((total, one) => total + of(one), 0) / Math.max(1, found.length);
    return {
      cohesion: COHESION.map((_, i) => mean(({ cohesion }) => cohesion[i]!)),
      names: NAMES.map((_, i) => mean(({ names }) => names[i]!)),
      places: mean(({ places }) => places),
    };
  }

  isName(word: string): boolean {
    return this.#nameIds.has(word);
  }

  namesIn({ firstToken, endToken }: Sentence): number[] {
    const found: number[] = [];
    for (let i = firstToken; i < endToken; i++) if (this.#names[i]! >= 0) found.push(this.#names[i]!);
    return [...new Set(found)];
  }

  /** Whether a name was said shortly before a token. */
  isNear(name: number, token: number): boolean {
    const positions = this.#positions.get(name) ?? [];
    let low = 0;
    let high = positions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (positions[middle]! < token) low = middle + 1;
      else high = middle;
    }
    return low > 0 && token - positions[low - 1]! <= NEAR;
  }
}

function idOf(ids: Map<string, number>, key: string): number {
  const known = ids.get(key);
  if (known !== undefined) return known;
  ids.set(key, ids.size);
  return ids.size - 1;
}

/** Counts of ids in a window; emptied by whoever filled them. */
class Counts {
  #counts = new Int32Array(1024);

  /** Counts an id once more and gives how often it was counted before. */
  add(id: number): number {
    if (id >= this.#counts.length) {
      const more = new Int32Array(2 * id);
      more.set(this.#counts);
      this.#counts = more;
    }
    return this.#counts[id]!++;
  }

  of(id: number): number {
    return this.#counts[id] ?? 0;
  }

  clear(id: number): void {
    this.#counts[id] = 0;
  }
}

const BEFORE = new Counts();
const BEHIND = new Counts();

/** The cosine of what is counted in the windows before and behind a token. */
function likeness(ids: Int32Array, token: number, width: number): number {
  const from = Math.max(0, token - width);
  const to = Math.min(ids.length, token + width);
  let left = 0;
  let right = 0;
  let dot = 0;
  // The square of n + 1 is that of n and 2n + 1; a word behind adds to the product what stands before.
  for (let i = from; i < token; i++) if (ids[i]! >= 0) left += 2 * BEFORE.add(ids[i]!) + 1;
  for (let i = token; i < to; i++) {
    const id = ids[i]!;
    if (id < 0) continue;
    right += 2 * BEHIND.add(id) + 1;
    dot += BEFORE.of(id);
  }
  for (let i = from; i < token; i++) if (ids[i]! >= 0) BEFORE.clear(ids[i]!);
  for (let i = token; i < to; i++) if (ids[i]! >= 0) BEHIND.clear(ids[i]!);
  return left === 0 || right === 0 ? 0 : dot / Math.sqrt(left * right);
}
