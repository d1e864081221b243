import { chapterName, type EpubBook, pictureFile } from './epub-model.ts';

export const CONTAINER =
  '<?xml version="1.0" encoding="UTF-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n';

export const STYLES = `body { margin: 5%; line-height: 1.5; }
h1 { text-align: center; margin: 2em 0 1.5em; }
p { margin: 0; text-indent: 1.4em; text-align: justify; }
figure + p, h1 + p { text-indent: 0; }
figure { margin: 1.5em 0; text-align: center; break-inside: avoid; }
img { max-width: 100%; height: auto; }
.cover { margin: 0; text-align: center; }
.cover img { height: 100vh; max-width: 100%; object-fit: contain; }
nav ol { list-style: none; padding: 0; }
`;

export function coverPage(book: EpubBook): string {
  return page(
    book,
    book.title,
    `<section class="cover" epub:type="cover" role="doc-cover"><img src="images/cover.jpg" alt="${escaped(book.title)}"/></section>`,
    'cover',
  );
}

/** A chapter with its scenes one after another; `firstScene` counts through the whole book. */
export function chapterPage(book: EpubBook, index: number, firstScene: number): string {
  const name = chapterName(book, index);
  const scenes = (book.chapters[index]?.scenes ?? []).map(({ paragraphs, picture }, i) => {
    const figure = `<figure><img src="${pictureFile(firstScene + i)}" alt="${escaped(picture.alt)}"/></figure>`;
    return `${figure}\n${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n')}`;
  });
  return page(
    book,
    name,
    `<section epub:type="chapter" role="doc-chapter" aria-labelledby="title">\n<h1 id="title">${escaped(name)}</h1>\n${scenes.join('\n')}\n</section>`,
  );
}

export function page({ language }: EpubBook, title: string, content: string, kind?: string): string {
  const body = kind === undefined ? '<body>' : `<body class="${kind}">`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${language}" xml:lang="${language}">
<head><meta charset="UTF-8"/><title>${escaped(title)}</title><link rel="stylesheet" type="text/css" href="book.css"/></head>
${body}
${content}
</body>
</html>
`;
}

/** Text as XML takes it: without the control characters that it has no way to write. */
export function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML forbids.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
