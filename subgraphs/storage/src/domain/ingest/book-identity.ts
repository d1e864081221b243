import { type Block, blockText, isSceneBreak, type SourceMetadata } from './block.ts';
import { parseHeading, unwrap } from './heading.ts';

export interface BookIdentity {
  readonly title: string;
  readonly authors: readonly string[];
}

/** Who wrote the book and what it is called: what the file declares, else its first lines, else its name. */
export function identifyBook(
  metadata: SourceMetadata,
  blocks: readonly Block[],
  fileName: string,
): BookIdentity {
  const page = readTitlePage(blocks);
  const declared = metadata.title === null ? null : tidyTitle(metadata.title);
  const title =
    declared ?? (page.title === null ? null : tidyTitle(page.title)) ?? titleFromFileName(fileName);
  const authors = metadata.authors.flatMap(tidyAuthor);
  return { title, authors: [...new Set(authors.length > 0 ? authors : page.authors.flatMap(tidyAuthor))] };
}

/** A declared title worth believing, or null: word processors leave theirs behind. */
export function tidyTitle(raw: string): string | null {
  const title = decodeEntities(raw)
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s_*"]+|[\s_*"]+$/g, '')
    .slice(0, 300);
  if (title.length < 1 || !/\p{L}|\p{N}/u.test(title) || JUNK.test(title)) return null;
  return isShouted(title) ? title.replace(/(?<=.)[.;,]$/, '') : title;
}

const JUNK =
  /^(?:microsoft word|untitled|sans titre|unknown|inconnu|title|titre|document ?\d*|no title|none|null|book|ebook|pdf|index|cover|converted|print|scan(?:ned)?[ _-]?\d*|.{0,80}\.(?:docx?|odt|rtf|indd|tex|dvi|qxd|pdf|epub|txt|html?|pages)$)/i;

function isShouted(text: string): boolean {
  return text === text.toUpperCase();
}

function tidyAuthor(raw: string): string[] {
  const name = decodeEntities(raw)
    .replace(/\s+/g, ' ')
    .replace(/^(?:by|par|de)\s+/i, '')
    .replace(/[\s,;.]+$/, (end) => (end.startsWith('.') ? '.' : ''))
    .trim();
  if (
    name.length < 2 ||
    name.length > 120 ||
    /^(?:unknown|inconnu|anonyme?|anonymous|admin(?:istrator)?|user|author|auteur|various|none|microsoft.*|calibre.*|owner)\.?$/i.test(
      name,
    )
  )
    return [];
  if (!/\p{L}/u.test(name)) return [];
  // `Carroll, Lewis` is a name for shelves.
  const [, last, first] = /^([^,]+), ([^,]+)$/.exec(name) ?? [];
  const natural =
    last !== undefined && first !== undefined && !/^(?:jr|sr|fils|père|esq|m\.?d|ii+)\.?$/i.test(first)
      ? `${first} ${last}`
      : name;
  return [isShouted(natural) ? capitalised(natural) : natural];
}

function capitalised(name: string): string {
  return name.toLowerCase().replace(/(?<=^|[\s.'’-])\p{L}/gu, (letter) => letter.toUpperCase());
}

const BY = /^(?:(?:written |a (?:novel|tale|story|romance) )?by|par|de)\s+(\p{Lu}[\p{L}\s.'’-]{2,60})\.?$/iu;

/** Title and author from the first short blocks of a book that begins with a title page. */
function readTitlePage(blocks: readonly Block[]): { title: string | null; authors: string[] } {
  const lines: string[] = [];
  for (const block of blocks.slice(0, 12)) {
    if (blockText(block).length > 200) break;
    const text = unwrap(blockText(block));
    if (isSceneBreak(block) || text === '') continue;
    if (text.length > 90 || parseHeading(text) !== null || /^[–—«“"-]|[,;:]$|\p{Ll}[.!?…»]$/u.test(text))
      break;
    lines.push(...block.lines.map((line) => unwrap(line)).filter((line) => line !== ''));
  }
  const byAt = lines.findIndex((line) => BY.test(line) || /^(?:by|par)$/i.test(line));
  const author = byAt < 0 ? undefined : (BY.exec(lines[byAt] ?? '')?.[1] ?? lines[byAt + 1]);
  if (author !== undefined) {
    const title =
      byAt === 0 ? (lines.find((line, i) => i > 0 && line !== author) ?? null) : (lines[0] ?? null);
    return { title, authors: [author] };
  }
  // Without `by`, the second line is believed only when it is a name and little else stands there.
  const [first, second] = lines;
  const isName =
    second !== undefined && lines.length <= 4 && /^(?:\p{Lu}[\p{L}.'’-]*\s?){1,4}$/u.test(second);
  return { title: first ?? null, authors: isName ? [second] : [] };
}

/** `les-miserables_tome-1.v2.txt` becomes `Les miserables tome 1.v2`: a last resort that people can correct. */
export function titleFromFileName(fileName: string): string {
  const base = fileName.split(/[\\/]/).at(-1) ?? fileName;
  const words = base
    .replace(/\.[\p{L}\d]{1,5}$/u, '')
    .replace(/\.(?:en|fr)$/i, '')
    .replace(/[_\s-]+/g, ' ')
    .trim();
  if (words === '') return 'Untitled';
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  hellip: '…',
  mdash: '—',
  ndash: '–',
};

/** Metadata is often escaped once too often. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : 0;
    if (code > 0 && code < 0x110000) return String.fromCodePoint(code);
    return (name === undefined ? undefined : ENTITIES[String(name).toLowerCase()]) ?? whole;
  });
}
