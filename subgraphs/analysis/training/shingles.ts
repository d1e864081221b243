const SHINGLE = 10;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Every run of ten words of the texts, in lower case. Shorter texts count whole when they have six words or more. */
export function shinglesOf(texts: Iterable<string>): Set<string> {
  const shingles = new Set<string>();
  for (const text of texts) for (const shingle of shinglesIn(text)) shingles.add(shingle);
  return shingles;
}

export function sharesShingle(text: string, shingles: ReadonlySet<string>): boolean {
  for (const shingle of shinglesIn(text)) if (shingles.has(shingle)) return true;
  return false;
}

const SHORTEST = 6;

function* shinglesIn(text: string): Generator<string> {
  const words = text.toLowerCase().match(WORD) ?? [];
  if (words.length >= SHORTEST && words.length < SHINGLE) yield words.join(' ');
  for (let i = 0; i + SHINGLE <= words.length; i++) yield words.slice(i, i + SHINGLE).join(' ');
}
