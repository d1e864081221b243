import { chapterFile, chapterName, type EpubBook, pictureFile } from './epub-model.ts';
import { escaped, page } from './epub-pages.ts';

const WORDS = {
  en: {
    contents: 'Contents',
    cover: 'Cover',
    summary: 'Every picture has a description; text and headings follow the order of reading.',
  },
  fr: {
    contents: 'Table des matières',
    cover: 'Couverture',
    summary: 'Chaque image a une description ; le texte et les titres suivent l’ordre de lecture.',
  },
} as const;

const FEATURES = ['alternativeText', 'readingOrder', 'structuralNavigation', 'tableOfContents'] as const;

/** The package document: who wrote what, every file, and their order. */
export function packageFile(book: EpubBook): string {
  const { id, title, authors, language, modified, chapters } = book;
  const pictures = chapters.flatMap(({ scenes }) => scenes).map((_, i) => pictureFile(i));
  const property = (name: string, value: string) => `<meta property="${name}">${escaped(value)}</meta>`;
  const metadata = [
    `<dc:identifier id="book-id">urn:uuid:${id}</dc:identifier>`,
    `<dc:title>${escaped(title)}</dc:title>`,
    ...authors.map(
      (author, i) =>
        `<dc:creator id="author-${i + 1}">${escaped(author)}</dc:creator><meta refines="#author-${i + 1}" property="role" scheme="marc:relators">aut</meta>`,
    ),
    `<dc:language>${language}</dc:language>`,
    property('dcterms:modified', `${modified.toISOString().slice(0, 19)}Z`),
    property('schema:accessMode', 'textual'),
    property('schema:accessMode', 'visual'),
    property('schema:accessModeSufficient', 'textual'),
    ...FEATURES.map((feature) => property('schema:accessibilityFeature', feature)),
    property('schema:accessibilityHazard', 'none'),
    property('schema:accessibilitySummary', WORDS[language].summary),
    '<meta name="cover" content="cover-image"/>',
  ];
  const manifest = [
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
    '<item id="css" href="book.css" media-type="text/css"/>',
    '<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>',
    '<item id="cover-image" href="images/cover.jpg" media-type="image/jpeg" properties="cover-image"/>',
    ...chapters.map(
      (_, i) => `<item id="chapter-${i + 1}" href="${chapterFile(i)}" media-type="application/xhtml+xml"/>`,
    ),
    ...pictures.map((path, i) => `<item id="picture-${i + 1}" href="${path}" media-type="image/jpeg"/>`),
  ];
  const spine = [
    '<itemref idref="cover" linear="no"/>',
    '<itemref idref="nav"/>',
    ...chapters.map((_, i) => `<itemref idref="chapter-${i + 1}"/>`),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id" xml:lang="${language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${metadata.join('\n')}
</metadata>
<manifest>
${manifest.join('\n')}
</manifest>
<spine>
${spine.join('\n')}
</spine>
</package>
`;
}

/** The table of contents, which is a page too, and the landmarks, which only readers' programs see. */
export function navigationFile(book: EpubBook): string {
  const words = WORDS[book.language];
  const entries = book.chapters.map(
    (_, i) => `<li><a href="${chapterFile(i)}">${escaped(chapterName(book, i))}</a></li>`,
  );
  return page(
    book,
    words.contents,
    `<nav epub:type="toc" role="doc-toc" id="toc">
<h1>${words.contents}</h1>
<ol>
${entries.join('\n')}
</ol>
</nav>
<nav epub:type="landmarks" hidden="hidden">
<ol>
<li><a epub:type="cover" href="cover.xhtml">${words.cover}</a></li>
<li><a epub:type="toc" href="nav.xhtml">${words.contents}</a></li>
<li><a epub:type="bodymatter" href="${chapterFile(0)}">${escaped(chapterName(book, 0))}</a></li>
</ol>
</nav>`,
  );
}
