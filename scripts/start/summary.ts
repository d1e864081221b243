import { relative } from 'node:path';
import { styleText } from 'node:util';
import type { MadeBook } from './make-book.ts';
import { duration } from './progress-view.ts';

/** The table at the end: what was made of each book, and where its films are. */
export function summary(books: readonly MadeBook[], callerFolder: string): string {
  const head = ['Book', 'Language', 'Chapters', 'Scenes', 'Characters', 'Frames', 'Film', 'Took'];
  const rows = books.map((book) => [
    book.title.length > 44 ? `${book.title.slice(0, 43)}…` : book.title,
    book.language,
    String(book.chapters),
    String(book.scenes),
    String(book.characters),
    String(book.frames),
    duration(book.exports[0]?.seconds ?? 0),
    duration(book.seconds),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  const films = books.flatMap((book) =>
    book.exports.map(({ format, path, bytes }) => {
      const near = relative(callerFolder, path);
      return `  ${format}  ${styleText('green', near.startsWith('..') ? path : near)}  ${(bytes / 1e6).toFixed(1)} MB`;
    }),
  );
  return ['', styleText('bold', line(head)), ...rows.map(line), '', ...films, ''].join('\n');
}
