import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';

const folder = mkdtempSync(join(tmpdir(), 'visiobook-arguments-'));
writeFileSync(join(folder, 'novel.txt'), 'Call me Ishmael.');
writeFileSync(join(folder, 'empty.epub'), '');
writeFileSync(join(folder, 'novel.docx'), 'x');
const read = (...argv: string[]) => readArguments(argv, folder, '/repository');

describe('the command line', () => {
  it('takes books relative to where the person stood', () => {
    expect(read('--book', 'novel.txt', '--once', '--port', '9000')).toEqual({
      books: [{ path: join(folder, 'novel.txt'), name: 'novel.txt', mediaType: 'text/plain', byteSize: 16 }],
      once: true,
      json: false,
      dataFolder: '/repository/.visiobook',
      port: 9000,
    });
  });

  it.each([
    [['--book', 'missing.txt'], /There is no file at .*missing\.txt/],
    [['--book', 'empty.epub'], /empty\.epub is empty/],
    [['--book', 'novel.docx'], /Accepted are \.txt, \.epub and \.pdf/],
    [['--book', '.'], /is not a file/],
    [['--port', '99999'], /--port wants a number from 1 to 65535/],
    [['--boook', 'x'], /Usage: npm start/],
    [['stray'], /Usage: npm start/],
  ])('refuses %j with a sentence that says what to do', (argv, sentence) => {
    expect(() => read(...argv)).toThrow(sentence);
  });
});
