import { posix } from 'node:path';
import { type EpubPackage, resolveName } from './epub-package.ts';
import { byLocalName, childrenByLocalName, parseXml, textOf, type XmlElement } from './xml-tree.ts';
import type { ZipArchive } from './zip-archive.ts';

/** One line of a table of contents. */
export interface ContentsEntry {
  readonly name: string;
  /** The id it points at inside its document, or null for the whole of it. */
  readonly fragment: string | null;
  readonly title: string;
  /** 1 for the outermost. */
  readonly depth: number;
}

/** The navigation document, or the older table when that one is missing, broken or says nothing of the spine. */
export async function readContents(zip: ZipArchive, book: EpubPackage): Promise<ContentsEntry[]> {
  for (const [name, read] of [
    [book.nav, navEntries],
    [book.ncx, ncxEntries],
  ] as const) {
    const file = name === null ? null : await zip.read(name);
    if (name === null || file === null) continue;
    const entries = read(parseXml(file.toString('utf8')), posix.dirname(name)).filter(
      (entry) => entry.title !== '' && book.spine.includes(entry.name),
    );
    if (entries.length >= 2) return entries;
  }
  return [];
}

function entryFor(folder: string, href: string, title: string, depth: number): ContentsEntry {
  const hash = href.indexOf('#');
  return {
    name: resolveName(folder, href),
    fragment: hash < 0 ? null : decodeURIComponentSafely(href.slice(hash + 1)),
    title,
    depth,
  };
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function navEntries(document: ReturnType<typeof parseXml>, folder: string): ContentsEntry[] {
  const navs = byLocalName(document, 'nav');
  const toc = navs.find((nav) => (nav.attribs['epub:type'] ?? '').split(/\s+/).includes('toc')) ?? navs[0];
  const entries: ContentsEntry[] = [];
  const walk = (list: XmlElement, depth: number) => {
    for (const item of childrenByLocalName(list, 'li')) {
      const lists = childrenByLocalName(item, 'ol');
      // The label may sit in a span, and a span without a link is the name of a group.
      const link = byLocalName(item, 'a').find(
        (anchor) => !lists.some((inner) => byLocalName(inner, 'a').includes(anchor)),
      );
      if (link?.attribs.href !== undefined)
        entries.push(entryFor(folder, link.attribs.href, textOf(link), depth));
      if (depth < 8) for (const inner of lists) walk(inner, depth + 1);
    }
  };
  const outer = toc === undefined ? undefined : byLocalName(toc, 'ol')[0];
  if (outer !== undefined) walk(outer, 1);
  return entries;
}

function ncxEntries(document: ReturnType<typeof parseXml>, folder: string): ContentsEntry[] {
  const entries: ContentsEntry[] = [];
  const walk = (parent: XmlElement, depth: number) => {
    for (const point of childrenByLocalName(parent, 'navpoint')) {
      const label = childrenByLocalName(point, 'navlabel')[0];
      const source = childrenByLocalName(point, 'content')[0]?.attribs.src;
      if (label !== undefined && source !== undefined)
        entries.push(entryFor(folder, source, textOf(label), depth));
      if (depth < 8) walk(point, depth + 1);
    }
  };
  const map = byLocalName(document, 'navmap')[0];
  if (map !== undefined) walk(map, 1);
  return entries;
}
