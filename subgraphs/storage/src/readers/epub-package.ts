import { posix } from 'node:path';
import type { SourceMetadata } from '../domain/ingest/block.ts';
import { BookRefused } from '../domain/ingest/book-refused.ts';
import { byLocalName, parseXml, textOf, type XmlElement } from './xml-tree.ts';
import type { ZipArchive } from './zip-archive.ts';

export interface EpubPackage {
  readonly metadata: SourceMetadata;
  /** Content documents in reading order, as names in the archive. */
  readonly spine: readonly string[];
  /** The EPUB 3 navigation document and the EPUB 2 table, where there are any. */
  readonly nav: string | null;
  readonly ncx: string | null;
  /** Documents that the package calls a cover, a title page, a table… */
  readonly apart: ReadonlySet<string>;
}

/** Reads the package document, in whatever folder it is. */
export async function readPackage(zip: ZipArchive): Promise<EpubPackage> {
  await refuseEncrypted(zip);
  const path = await packagePath(zip);
  const opf = parseXml((await zip.read(path))?.toString('utf8') ?? '');
  const folder = posix.dirname(path);
  const manifest = new Map<string, { name: string; element: XmlElement }>();
  for (const element of byLocalName(opf, 'item')) {
    const { id, href } = element.attribs;
    if (id !== undefined && href !== undefined)
      manifest.set(id, { name: resolveName(folder, href), element });
  }
  const items = [...manifest.values()];
  const spineElement = byLocalName(opf, 'spine')[0];
  const spine = byLocalName(opf, 'itemref').flatMap((ref) => {
    const item = manifest.get(ref.attribs.idref ?? '');
    return item === undefined || ref.attribs.linear === 'no' ? [] : [item.name];
  });
  const nav =
    items.find(({ element }) => (element.attribs.properties ?? '').split(/\s+/).includes('nav'))?.name ??
    null;
  const ncx =
    manifest.get(spineElement?.attribs.toc ?? '')?.name ??
    items.find(({ element }) => element.attribs['media-type'] === 'application/x-dtbncx+xml')?.name ??
    null;
  return {
    metadata: readMetadata(opf),
    spine: spine.length > 0 ? spine : documentsByName(zip),
    nav,
    ncx,
    apart: new Set(
      byLocalName(opf, 'reference').flatMap((ref) =>
        APART.test(ref.attribs.type ?? '') && ref.attribs.href !== undefined
          ? [resolveName(folder, ref.attribs.href)]
          : [],
      ),
    ),
  };
}

const APART =
  /^(?:cover|title-?page|toc|copyright-page|colophon|bibliography|index|glossary|loi|lot|notes)$/i;

/** Name in the archive of a link seen in a file of `folder`; its fragment is dropped. */
export function resolveName(folder: string, href: string): string {
  const path = href.split(/[?#]/)[0] ?? '';
  try {
    return posix.normalize(posix.join(folder, decodeURIComponent(path)));
  } catch {
    return posix.normalize(posix.join(folder, path));
  }
}

async function packagePath(zip: ZipArchive): Promise<string> {
  const container = await zip.read('META-INF/container.xml');
  const declared =
    container === null
      ? undefined
      : byLocalName(parseXml(container.toString('utf8')), 'rootfile')[0]?.attribs['full-path'];
  const path =
    declared !== undefined && zip.has(posix.normalize(declared))
      ? posix.normalize(declared)
      : zip.names().find((name) => name.endsWith('.opf'));
  if (path === undefined)
    throw new BookRefused(
      'DAMAGED',
      'This EPUB is damaged: it has no package document that says what its pages are.',
    );
  return path;
}

function documentsByName(zip: ZipArchive): string[] {
  return zip
    .names()
    .filter((name) => /\.x?html?$/i.test(name))
    .sort(new Intl.Collator('en', { numeric: true }).compare);
}

/** Scrambled fonts are common and harmless; scrambled pages are digital rights management. */
async function refuseEncrypted(zip: ZipArchive): Promise<void> {
  const file = await zip.read('META-INF/encryption.xml');
  const isLocked =
    file !== null && byLocalName(parseXml(file.toString('utf8')), 'encrypteddata').some(locksContent);
  if (isLocked || zip.has('META-INF/rights.xml') || zip.has('META-INF/sinf.xml')) {
    throw new BookRefused(
      'ENCRYPTED',
      'This EPUB is protected by digital rights management. Only books without protection are accepted.',
    );
  }
}

function locksContent(data: XmlElement): boolean {
  const algorithm = byLocalName(data, 'encryptionmethod')[0]?.attribs.Algorithm ?? '';
  if (/idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC/i.test(algorithm)) return false;
  const target = byLocalName(data, 'cipherreference')[0]?.attribs.URI ?? '';
  return !/\.(?:ttf|otf|woff2?|ttc)$/i.test(target);
}

function readMetadata(opf: ReturnType<typeof parseXml>): SourceMetadata {
  const metadata = byLocalName(opf, 'metadata')[0];
  if (metadata === undefined) return { title: null, authors: [], language: null };
  const refinement = (id: string | undefined, property: string) =>
    byLocalName(metadata, 'meta').find(
      (meta) => id !== undefined && meta.attribs.refines === `#${id}` && meta.attribs.property === property,
    );
  const titles = byLocalName(metadata, 'title');
  const main = titles.find((title) => {
    const type = refinement(title.attribs.id, 'title-type');
    return type !== undefined && textOf(type) === 'main';
  });
  const creators = byLocalName(metadata, 'creator').filter((creator) => {
    const refined = refinement(creator.attribs.id, 'role');
    const role = creator.attribs['opf:role'] ?? (refined === undefined ? 'aut' : textOf(refined));
    return role === 'aut';
  });
  const language = byLocalName(metadata, 'language')[0];
  const title = main ?? titles[0];
  return {
    title: title === undefined ? null : textOf(title),
    authors: creators.map(textOf).filter((name) => name !== ''),
    language: language === undefined ? null : textOf(language),
  };
}
