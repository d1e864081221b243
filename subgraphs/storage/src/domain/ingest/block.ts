/** A paragraph of a scene break, as `BookDocument.text` writes it. */
export const SCENE_BREAK = '* * *';

/**
 * What every reader turns a book into: paragraphs in reading order, before chapters are found.
 * A line break inside a block is one that the source shows and that may matter (verse, a two-line title).
 */
export interface Block {
  readonly lines: readonly string[];
  /** Blank lines before it in a text file, or what a page or a style sheet makes of them. */
  readonly gap: number;
  /** Depth of the heading, 1 for the highest, where the source says that this is one. */
  readonly mark?: number;
  /** Lines stand by themselves: verse, an address, a list. */
  readonly verse?: boolean;
}

/** What a source says about its book before anybody reads the prose. */
export interface SourceMetadata {
  readonly title: string | null;
  readonly authors: readonly string[];
  readonly language: string | null;
}

/** A book between its reader and its outline. */
export interface BookDraft {
  readonly metadata: SourceMetadata;
  readonly blocks: readonly Block[];
}

/** The words of a block on one line. Blocks never change, and many questions are asked of each. */
export function blockText(block: Block): string {
  const known = texts.get(block);
  if (known !== undefined) return known;
  const text = block.lines.join(' ').replace(/\s+/g, ' ').trim();
  texts.set(block, text);
  return text;
}

const texts = new WeakMap<Block, string>();

export function isSceneBreak(block: Block): boolean {
  return block.lines.length === 1 && block.lines[0] === SCENE_BREAK;
}

export function sceneBreak(gap = 1): Block {
  return { lines: [SCENE_BREAK], gap };
}

const BREAK_LINE = /^(?:[*\u2042\u2022\u2217\u25C6\u25CA#~=_\-\u2013\u2014.·\s]|\u2766|\u2767)+$/u;

/** Whether a line is only ornament: asterisks, an asterism, a rule. A lone dash or dot is not one. */
export function isBreakLine(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed === '\u2042' || trimmed === '\u2766' || trimmed === '\u2767' || trimmed === '#') return true;
  const signs = trimmed.replace(/\s/g, '');
  if (!BREAK_LINE.test(trimmed)) return false;
  if (/^[*\u2217]+$/.test(signs)) return true;
  return signs.length >= 3 && !/^\.+$/.test(signs);
}

/** Lower-case letters and digits only: for comparing titles across typographies. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
