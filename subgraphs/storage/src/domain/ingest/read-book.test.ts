import { existsSync, readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { chaptersOf, PROSE, PROSE_FR, readBytes } from '../../../test/fixtures/temporary-book.ts';
import { tinyEpub } from '../../../test/fixtures/tiny-epub.ts';
import { tinyPdf } from '../../../test/fixtures/tiny-pdf.ts';

describe('plain text', () => {
  const header =
    'The Project Gutenberg EBook of The Lamp, by Ann Author\n\nTitle: The Lamp\n\nAuthor: Ann Author\n\nLanguage: English\n\n*** START OF THIS PROJECT GUTENBERG EBOOK THE LAMP ***\n\nProduced by Many Hands\n\n';
  const footer =
    '\n\nEnd of the Project Gutenberg EBook of The Lamp\n\n*** END OF THIS PROJECT GUTENBERG EBOOK THE LAMP ***\n\nFull licence here.';

  test('loses the envelope of Project Gutenberg and keeps what it says', async () => {
    const book = await readBytes(
      `${header}CHAPTER I\n\n${PROSE}\n\nCHAPTER II\n\n${PROSE}${footer}`,
      'pg1.txt',
    );
    expect(book).toMatchObject({ title: 'The Lamp', authors: ['Ann Author'], language: 'en' });
    expect(chaptersOf(book)).toEqual([
      ['CHAPTER I', PROSE],
      ['CHAPTER II', PROSE],
    ]);
  });

  test.each(['utf8', 'utf-16le', 'utf-16be', 'windows-1252', 'macroman'])(
    'is decoded from %s',
    async (encoding) => {
      const book = await readBytes(
        iconv.encode(`${PROSE_FR}\n\nÀ l’aube — « déjà » — il s’éveilla, très étonné d’être là.`, encoding),
        'aube.txt',
      );
      expect(book.text).toContain("qu'il n'aimait pas, mais");
      expect(book.text).toContain('À l’aube — « déjà » — il s’éveilla, très étonné d’être là.');
    },
  );

  test('of ten megabytes on one line is read in seconds', { timeout: 20_000 }, async () => {
    const line = `${PROSE} `.repeat(Math.floor((10 * 1024 * 1024) / (PROSE.length + 1)));
    const book = await readBytes(line, 'line.txt');
    expect(book.chapters).toHaveLength(1);
    expect(book.text).toHaveLength(line.length - 1);
  });

  test('has the spans of its chapters in order, without overlap, over all its prose', async () => {
    const book = await readBytes(
      ['I', PROSE, 'II', PROSE, 'III', PROSE].join('\n\n').replaceAll(PROSE, `${PROSE} ${PROSE}`),
      'book.txt',
    );
    expect(book.chapters.map((chapter) => chapter.index)).toEqual([0, 1, 2]);
    expect(book.chapters.map((chapter) => book.text.slice(chapter.start, chapter.end)).join('\n\n')).toBe(
      book.text,
    );
  });
});

describe('the sample tale', () => {
  test.each([
    ['en', "The Lamplighter's Map", 'Chapter 3. Good Evening'],
    ['fr', "La Carte de l'allumeur de réverbères", 'Chapitre 3. Bonsoir'],
  ])('is read in %s without its notice', async (language, title, last) => {
    const url = new URL(
      `../../../../../scripts/sample/the-lamplighters-map.${language}.txt`,
      import.meta.url,
    );
    const book = await readBytes(readFileSync(url), 'tale.txt');
    expect(book).toMatchObject({ language, title, authors: ['Visiobook'] });
    expect(book.chapters).toHaveLength(3);
    expect(book.chapters.at(-1)?.title).toBe(last);
    expect(book.text).not.toMatch(/public|The End|Fin$/);
  });
});

describe('EPUB', () => {
  const pages = {
    'a.xhtml': `<h2>I<br/>The Sea</h2><p>${PROSE}</p><hr/><p>He slept.<sup><a href="#n1">1</a></sup></p>`,
    'b.xhtml': `<h2>II</h2><h3>The Shore</h3><p>${PROSE}</p><aside epub:type="footnote"><p>1. A note.</p></aside>`,
  };

  test('becomes chapters of clean paragraphs', async () => {
    const book = await readBytes(
      tinyEpub({
        pages,
        nav: [
          ['a.xhtml', 'I'],
          ['b.xhtml', 'II'],
        ],
        folder: 'deep/er/',
      }),
      'a.epub',
    );
    expect(book).toMatchObject({ title: 'A Tiny Book', authors: ['Ann Author'] });
    expect(chaptersOf(book)).toEqual([
      ['I The Sea', `${PROSE}\n\n* * *\n\nHe slept.`],
      ['II. The Shore', PROSE],
    ]);
  });

  const untagged = { 'a.xhtml': `<p>${PROSE}</p>`, 'b.xhtml': `<p>${PROSE}</p><p id="mid">${PROSE}</p>` };

  test('falls back from an empty navigation document to the older table, and splits a shared file', async () => {
    const book = await readBytes(
      tinyEpub({
        pages: untagged,
        nav: [],
        ncx: [
          ['a.xhtml', 'One'],
          ['b.xhtml', 'Two'],
          ['b.xhtml#mid', 'Three'],
        ],
      }),
      'a.epub',
    );
    expect(chaptersOf(book)).toEqual([
      ['One', PROSE],
      ['Two', PROSE],
      ['Three', PROSE],
    ]);
  });

  test('leaves out title page, contents and licence', async () => {
    const extra = {
      '0.xhtml': '<section epub:type="titlepage"><h1>A Tiny Book</h1><p>Ann Author</p></section>',
      '1.xhtml': '<h2>Contents</h2><ol><li><a href="a.xhtml">I The Sea</a></li><li>II The Shore</li></ol>',
    };
    const licence = { 'z.xhtml': `<div class="pg-boilerplate"><h2>LICENSE</h2><p>${PROSE}</p></div>` };
    const book = await readBytes(tinyEpub({ pages: { ...extra, ...pages, ...licence } }), 'a.epub');
    expect(book.chapters.map((chapter) => chapter.title)).toEqual(['I The Sea', 'II. The Shore']);
    expect(book.text).not.toContain('The Sea');
  });

  test('expands no entity of its own', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><html><body><p>&b;&b;</p><p>${PROSE}</p></body></html>`;
    const book = await readBytes(tinyEpub({ pages: {}, extra: { 'OEBPS/x.xhtml': bomb } }), 'a.epub');
    expect(book.text).not.toContain('aaaa');
    expect(book.text).toContain(PROSE);
  });

  test('ignores files that climb out of the archive', async () => {
    const book = await readBytes(tinyEpub({ pages, extra: { 'OEBPS/x.txt': 'x' } }), 'a.epub');
    expect(book.chapters).toHaveLength(2);
    await expect(
      readBytes(
        Buffer.from(
          zipSync({ mimetype: strToU8('application/epub+zip'), '../evil.opf': strToU8('<package/>') }),
        ),
        'a.epub',
      ),
    ).rejects.toMatchObject({ reason: 'DAMAGED' });
  });

  test('with scrambled pages is refused, with scrambled fonts is read', async () => {
    const encryption = (algorithm: string, uri: string) =>
      `<encryption><EncryptedData><EncryptionMethod Algorithm="${algorithm}"/><CipherData><CipherReference URI="${uri}"/></CipherData></EncryptedData></encryption>`;
    const locked = tinyEpub({
      pages,
      extra: {
        'META-INF/encryption.xml': encryption('http://www.w3.org/2001/04/xmlenc#aes128-cbc', 'OEBPS/a.xhtml'),
      },
    });
    await expect(readBytes(locked, 'a.epub')).rejects.toMatchObject({ reason: 'ENCRYPTED' });
    const fonts = tinyEpub({
      pages,
      extra: {
        'META-INF/encryption.xml': encryption('http://www.idpf.org/2008/embedding', 'OEBPS/font.otf'),
      },
    });
    expect((await readBytes(fonts, 'a.epub')).chapters).toHaveLength(2);
  });

  test('that is a bomb is refused before it is unzipped', async () => {
    const bomb = tinyEpub({ pages, extra: { 'OEBPS/bomb.xhtml': new Uint8Array(30 * 1024 * 1024) } });
    await expect(readBytes(bomb, 'a.epub')).rejects.toMatchObject({ reason: 'TOO_LARGE' });
    const crowd = tinyEpub({
      pages,
      extra: Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`x${i}`, 'x'])),
    });
    await expect(readBytes(crowd, 'a.epub', { zipEntries: 20 })).rejects.toMatchObject({
      reason: 'TOO_LARGE',
    });
  });

  test('that is cut short is refused as damaged', async () => {
    const whole = tinyEpub({ pages });
    await expect(readBytes(whole.subarray(0, whole.length - 200), 'a.epub')).rejects.toMatchObject({
      reason: 'DAMAGED',
    });
  });
});

describe('PDF', () => {
  const inLines = (text: string) => {
    const words = text.split(' ');
    return Array.from({ length: Math.ceil(words.length / 10) }, (_, i) =>
      words.slice(i * 10, i * 10 + 10).join(' '),
    );
  };
  /** The paragraph as lines of a page, its first line indented, between a running header and a page number. */
  const page = (number: number, heading: string) => {
    const lines = inLines(PROSE);
    // No two pages of a book end in the same words.
    const secondLines = inLines(`${PROSE} And then came ${['Ann', 'Bob', 'Cyril', 'Dora'][number - 1]}.`);
    return [
      [150, 575, 9, 'THE LAMP BY ANN AUTHOR'] as const,
      ...(heading === '' ? [] : [[160, 540, 18, heading] as const]),
      ...lines.map((line, i) => [i === 0 ? 62 : 50, 500 - i * 14, 11, line] as const),
      ...secondLines.map((line, i) => [i === 0 ? 62 : 50, 500 - (lines.length + i) * 14, 11, line] as const),
      [200, 20, 9, String(number)] as const,
    ];
  };

  test('becomes chapters without running headers and page numbers', async () => {
    const pdf = tinyPdf(
      [page(1, 'Chapter 1'), page(2, ''), page(3, 'Chapter 2'), page(4, '')],
      '/Title (The Lamp) /Author (Ann Author)',
    );
    const book = await readBytes(pdf, 'lamp.pdf');
    expect(book).toMatchObject({ title: 'The Lamp', authors: ['Ann Author'], language: 'en' });
    const prose = (...pages: number[]) =>
      pages
        .flatMap((number) => [
          PROSE,
          `${PROSE} And then came ${['Ann', 'Bob', 'Cyril', 'Dora'][number - 1]}.`,
        ])
        .join('\n\n');
    expect(chaptersOf(book)).toEqual([
      ['Chapter 1', prose(1, 2)],
      ['Chapter 2', prose(3, 4)],
    ]);
  });

  test('in two columns is read down the first and then down the second', async () => {
    const column = (x: number, word: string) =>
      Array.from(
        { length: 12 },
        (_, i) => [x, 500 - i * 14, 10, `the ${word} and the line of it is ${i}`] as const,
      );
    const book = await readBytes(tinyPdf([[...column(40, 'left'), ...column(220, 'right')]]), 'columns.pdf');
    expect(book.text.lastIndexOf('left')).toBeLessThan(book.text.indexOf('right'));
  });

  test('of pictures only is refused with a word about text recognition', async () => {
    await expect(readBytes(tinyPdf([[], []]), 'scan.pdf')).rejects.toMatchObject({
      reason: 'NO_TEXT',
      message: expect.stringContaining('OCR'),
    });
  });

  test('with too many pages is refused', async () => {
    await expect(
      readBytes(tinyPdf([page(1, ''), page(2, '')]), 'long.pdf', { pages: 1 }),
    ).rejects.toMatchObject({ reason: 'TOO_MANY_PAGES' });
  });

  test('that is broken is refused as damaged', async () => {
    await expect(readBytes('%PDF-1.7\nnothing of a document', 'broken.pdf')).rejects.toMatchObject({
      reason: 'DAMAGED',
    });
  });
});

describe('a file that is no book', () => {
  test.each([
    ['nothing', '', 'a.txt', 'EMPTY'],
    ['white space', ' \n\t\n ', 'a.txt', 'EMPTY'],
    ['a PDF under another name', tinyPdf([[]]), 'a.txt', 'MISMATCHED_MEDIA'],
    [
      'a picture under another name',
      Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1'),
      'a.epub',
      'MISMATCHED_MEDIA',
    ],
    ['a word processor’s document', Buffer.from('{\\rtf1 hello}'), 'a.rtf', 'UNSUPPORTED_MEDIA'],
    ['bytes', Buffer.from([1, 2, 3, 0, 200, 0, 7, 0, 0, 9]), 'a.txt', 'BINARY'],
    [
      'a Spanish text',
      'En un lugar de la Mancha, de cuyo nombre no quiero acordarme, no ha mucho tiempo que vivía un hidalgo de los de lanza en astillero.',
      'a.txt',
      'UNSUPPORTED_MEDIA',
    ],
  ])('is refused: %s', async (_, bytes, name, reason) => {
    await expect(readBytes(bytes, name)).rejects.toMatchObject({ name: 'BookRefused', reason });
  });

  test('is refused when it is too large', async () => {
    await expect(readBytes(PROSE, 'a.txt', { fileBytes: 100 })).rejects.toMatchObject({
      reason: 'TOO_LARGE',
    });
  });
});

const SHELF = new URL('../../../../../../shared/data/books/', import.meta.url);

describe.skipIf(!existsSync(SHELF))('real books', () => {
  test.each([
    ['en/alice.txt', 12],
    ['en/sherlock-adventures.txt', 12],
    ['en/war-of-the-worlds.txt', 27],
    ['fr/ile-aux-trente-cercueils.txt', 20],
    ['fr/voyage-centre-terre.txt', 45],
    ['epub/alice-pg11.epub', 12],
    ['epub/sherlock-standardebooks.epub', 12],
    ['pdf/alice-latex.pdf', 12],
  ])(
    '%s has %i chapters and no licence',
    async (path, count) => {
      const book = await readBytes(readFileSync(new URL(path, SHELF)), path);
      expect(book.chapters).toHaveLength(count);
      expect(book.text).not.toMatch(/gutenberg|transcriber/i);
    },
    20_000,
  );
});
