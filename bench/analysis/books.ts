import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Book {
  name: string;
  language: 'en' | 'fr';
  path: string;
}

const TALES = resolve(import.meta.dirname, '..', '..', 'scripts', 'sample');
/** Novels of about 100,000 words, where they are there: one a language. */
const NOVELS = [
  { name: 'Pride and Prejudice', language: 'en', file: 'en/pride-and-prejudice.txt' },
  { name: 'Madame Bovary', language: 'fr', file: 'fr/madame-bovary.txt' },
] as const;

/** Our own tale again and again, as a book of many chapters, and the novels beside the checkout. */
export function booksOf(shared: string, folder: string, times: number): Book[] {
  const tale = join(folder, 'tale.txt');
  const text = readFileSync(join(TALES, 'the-lamplighters-map.en.txt'), 'utf8').trim();
  writeFileSync(tale, Array(times).fill(text).join('\n\n'));
  const novels = NOVELS.map(({ file, ...book }) => ({ ...book, path: join(shared, 'data', 'books', file) }));
  return [
    { name: `sample tale × ${times}`, language: 'en', path: tale },
    ...novels.filter(({ path }) => existsSync(path)),
  ];
}
