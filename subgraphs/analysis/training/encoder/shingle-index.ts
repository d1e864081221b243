const SHINGLE = 10;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Runs of ten words of whole novels, as hashes: 53 bits of each, so that millions fit. */
export class ShingleIndex {
  readonly #runs = new Set<number>();

  get size(): number {
    return this.#runs.size;
  }

  add(text: string): void {
    for (const run of runsOf(text)) this.#runs.add(run);
  }

  /** How many runs of the text are known, counted up to `enough`. */
  shared(text: string, enough: number): number {
    let shared = 0;
    for (const run of runsOf(text)) if (this.#runs.has(run) && ++shared >= enough) break;
    return shared;
  }
}

function* runsOf(text: string): Generator<number> {
  const words = Array.from(text.toLowerCase().matchAll(WORD), ([word]) => hash(word));
  for (let i = 0; i + SHINGLE <= words.length; i++) {
    let high = 0;
    let low = 0;
    for (let k = 0; k < SHINGLE; k++) {
      high = (Math.imul(high, 31) + words[i + k]!) | 0;
      low = (Math.imul(low, 0x01000193) ^ words[i + k]!) | 0;
    }
    yield (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
  }
}

function hash(word: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) value = Math.imul(value ^ word.charCodeAt(i), 0x01000193);
  return value ^ (value >>> 15);
}
