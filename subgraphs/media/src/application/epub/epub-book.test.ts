import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { epubBook } from './epub-book.ts';
import type { EpubBook } from './epub-model.ts';
import { byChapter, paragraphsOf } from './scene-text.ts';

const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);
const scene = (text: string, alt: string) => ({ paragraphs: [text], picture: { jpeg, alt } });
const BOOK: EpubBook = {
  id: '00000000-0000-4000-8000-000000000001',
  title: 'L’Île <mystérieuse> & "le reste"',
  authors: ['Jules Verne', 'A & B'],
  language: 'fr',
  modified: new Date('2026-01-02T03:04:05.678Z'),
  cover: jpeg,
  chapters: [
    {
      title: 'I. « Le ballon »',
      scenes: [scene('Une phrase\u0000 & deux.', 'Un "ballon"'), scene('Suite.', 'La mer')],
    },
    { title: null, scenes: [scene('Fin \ud800.', 'Le soir')] },
  ],
};

describe('epubBook', () => {
  const bytes = epubBook(BOOK);
  const files = unzipSync(bytes);
  const text = (name: string) => strFromU8(files[name]!);

  it('is told by its first file, which is stored as it is', () => {
    expect(strFromU8(bytes.subarray(30, 58))).toBe('mimetypeapplication/epub+zip');
    expect(text('META-INF/container.xml')).toContain('full-path="EPUB/package.opf"');
  });

  it('holds well-formed XML only, whatever the book’s words are', () => {
    const pages = Object.keys(files).filter((name) => /\.(?:xml|opf|xhtml)$/.test(name));
    expect(pages).toHaveLength(6);
    for (const name of pages) expect(faultOf(text(name)), name).toBeNull();
  });

  it('announces every file that it holds, and holds every file that its pages name', () => {
    const opf = text('EPUB/package.opf');
    const announced = [...opf.matchAll(/<item id="[^"]+" href="([^"]+)"/g)].map(([, href]) => `EPUB/${href}`);
    const held = Object.keys(files).filter((name) => name.startsWith('EPUB/') && !name.endsWith('.opf'));
    expect(announced.sort()).toEqual(held.sort());
    for (const name of held.filter((file) => file.endsWith('.xhtml')))
      for (const [, target] of text(name).matchAll(/(?:src|href)="([^"#]+)"/g))
        expect(held).toContain(`EPUB/${target}`);
    const ids = new Set([...opf.matchAll(/<item id="([^"]+)"/g)].map(([, id]) => id));
    for (const [, id] of opf.matchAll(/idref="([^"]+)"/g)) expect(ids).toContain(id);
  });

  it('says its language, its authors, and what it offers to those who cannot see', () => {
    const opf = text('EPUB/package.opf');
    expect(opf).toContain('<dc:language>fr</dc:language>');
    expect(opf).toContain('>A &amp; B</dc:creator>');
    expect(opf).toContain('<meta property="dcterms:modified">2026-01-02T03:04:05Z</meta>');
    expect(opf).toContain('<meta property="schema:accessibilityFeature">alternativeText</meta>');
    expect(text('EPUB/chapter-001.xhtml')).toContain('lang="fr"');
  });

  it('has a page for each chapter, with a described picture before each scene', () => {
    const first = text('EPUB/chapter-001.xhtml');
    expect(first).toContain('<img src="images/scene-0001.jpg" alt="Un &quot;ballon&quot;"/>');
    expect(first.indexOf('scene-0002.jpg')).toBeGreaterThan(first.indexOf('Une phrase &amp; deux.'));
    expect(text('EPUB/chapter-002.xhtml')).toContain('<h1 id="title">Chapitre 2</h1>');
    expect(text('EPUB/nav.xhtml')).toContain('<li><a href="chapter-001.xhtml">I. « Le ballon »</a></li>');
  });

  it('is the same bytes each time', () => {
    expect(Buffer.from(epubBook(BOOK)).equals(Buffer.from(bytes))).toBe(true);
  });
});

describe('the text of a book', () => {
  it('keeps the paragraphs that the places of sentences show', () => {
    const full = [
      { text: 'One.', start: 0, end: 4 },
      { text: 'Two\n more.', start: 5, end: 14 },
      { text: 'Three.', start: 16, end: 22 },
    ].map(({ text, start, end }) => ({ text, span: { start, end }, speakerId: null }));
    expect(paragraphsOf({ narration: { digest: full, full } })).toEqual(['One. Two more.', 'Three.']);
  });

  it('groups scenes by chapter in order', () => {
    const of = (chapterIndex: number, name: string) => ({
      chapterIndex,
      chapterTitle: `C${chapterIndex}`,
      scene: name,
    });
    expect(byChapter([of(0, 'a'), of(0, 'b'), of(2, 'c')])).toEqual([
      { title: 'C0', scenes: ['a', 'b'] },
      { title: 'C2', scenes: ['c'] },
    ]);
  });
});

/** The first place where a text is not well-formed XML, or null: tags nest, attributes are quoted, `&` is escaped. */
function faultOf(xml: string): string | null {
  const open: string[] = [];
  const body = xml.replace(/^<\?xml [^?]*\?>\s*/, '').replace(/^<!DOCTYPE html>\s*/, '');
  for (const [token] of body.matchAll(/<[^>]*>|[^<]+/g)) {
    const tag = /^<(\/?)([\w:-]+)((?: [\w:-]+="[^"<]*")*)(\/?)>$/.exec(token);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML forbids.
    if (/[\u0000-\u0008]|&(?!amp;|lt;|gt;|quot;)/.test(token) || !token.isWellFormed()) return token;
    if (!tag && token.startsWith('<')) return token;
    if (tag?.[1] === '/') {
      if (open.pop() !== tag[2]) return token;
    } else if (tag && tag[4] !== '/') open.push(tag[2]!);
  }
  return open.length === 0 ? null : `unclosed ${open.join(', ')}`;
}
