import { type Zippable, zipSync } from 'fflate';
import { chapterFile, type EpubBook, pictureFile } from './epub-model.ts';
import { navigationFile, packageFile } from './epub-package.ts';
import { CONTAINER, chapterPage, coverPage, STYLES } from './epub-pages.ts';

/** ZIP keeps no dates before 1980 and a fixed one makes the same book the same bytes. */
const ZIP_DATE = new Date(1980, 0, 1);

/** An EPUB 3: one page a chapter, with each scene's picture before its text. The same book is the same bytes. */
export function epubBook(book: EpubBook): Uint8Array {
  const text = new TextEncoder();
  const files: Zippable = {
    // Readers tell the format by its first file, which must not be compressed.
    mimetype: [text.encode('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': text.encode(CONTAINER),
    'EPUB/package.opf': text.encode(packageFile(book)),
    'EPUB/nav.xhtml': text.encode(navigationFile(book)),
    'EPUB/book.css': text.encode(STYLES),
    'EPUB/cover.xhtml': text.encode(coverPage(book)),
    'EPUB/images/cover.jpg': [book.cover, { level: 0 }],
  };
  let scene = 0;
  for (const [index, chapter] of book.chapters.entries()) {
    files[`EPUB/${chapterFile(index)}`] = text.encode(chapterPage(book, index, scene));
    for (const { picture } of chapter.scenes)
      files[`EPUB/${pictureFile(scene++)}`] = [picture.jpeg, { level: 0 }];
  }
  return zipSync(files, { mtime: ZIP_DATE, level: 9 });
}
