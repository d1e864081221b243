import { type Block, blockText, isSceneBreak } from './block.ts';
import { parseHeading, unwrap } from './heading.ts';
import type { HeadingCandidate } from './heading-candidate.ts';

/** The full title of a heading, and how many blocks it takes: the title may stand below the number. */
export function headingTitle(
  blocks: readonly Block[],
  heading: HeadingCandidate,
  family: readonly HeadingCandidate[],
): { title: string; span: number } {
  const label = tidyHeading(unwrap(heading.text));
  if (heading.title !== '' || heading.rank === 'named') return { title: label, span: 1 };
  const below = blocks[heading.index + 1];
  const isPart = heading.rank === 'part' || heading.rank === 'book' || heading.rank === 'volume';
  const fits = (at: number) => isTitle(blocks[at], blocks[at + 1], isPart);
  if (below === undefined) return { title: label, span: 1 };
  if (!fits(heading.index + 1)) {
    const custom =
      family.length >= 4 &&
      family.filter((other) => isSentenceTitle(blocks[other.index + 1])).length >= family.length * 0.8;
    return custom && isSentenceTitle(below)
      ? { title: joinTitle(label, unwrap(blockText(below))), span: 2 }
      : { title: label, span: 1 };
  }
  const together = family.filter((other) => fits(other.index + 1)).length;
  // One short line below one number may be the first line of a dialogue; below most of them it is the custom.
  if (together < family.length * 0.5 && !isCapitals(blockText(below))) return { title: label, span: 1 };
  return { title: joinTitle(label, unwrap(blockText(below))), span: 2 };
}

/** Typewriter dashes as a printer sets them: `I -- Au village` becomes `I. Au village`. */
export function tidyHeading(text: string): string {
  const numbered = text.replace(/^([IVXLC]+|\d+)\.?\s*(?:--+|[\u2013\u2014])\s*(?=\S)/, '$1. ');
  return withoutFullStop(numbered.replace(/\s*--+\s*/g, ' – '));
}

export function joinTitle(label: string, title: string): string {
  const rest = tidyHeading(title);
  return /[.:!?…]$/.test(label) ? `${label} ${rest}` : `${label}. ${rest}`;
}

/** A short line that ends like a sentence: a title where nearly every chapter has one. */
function isSentenceTitle(block: Block | undefined): boolean {
  return (
    block !== undefined &&
    block.lines.length === 1 &&
    blockText(block).length <= 80 &&
    /^[\p{Lu}\d(]/u.test(blockText(block))
  );
}

function isTitle(block: Block | undefined, next: Block | undefined, ofPart: boolean): boolean {
  if (block === undefined || next === undefined || isSceneBreak(block) || block.lines.length > 4)
    return false;
  const text = blockText(block);
  const heading = parseHeading(text);
  if (text.length > 160 || (heading !== null && (ofPart || heading.rank !== 'named'))) return false;
  if (ofPart && /^[\s_]*\(/.test(text)) return false;
  if (isCapitals(text)) return true;
  if (text.length > 110) return false;
  if (/^[_/=].*[_/=]\.?$/.test(block.lines.join(' ').trim()) || /^["“«].*["”»]$/.test(text)) return true;
  return /^[\p{Lu}\d«“"'’([]/u.test(text) && !/[.!?…:;,»”"]$/u.test(text);
}

export function isCapitals(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '');
  return letters.length >= 2 && letters === letters.toUpperCase();
}

/** `MR. SHERLOCK HOLMES.` loses its last stop, `JOHN WATSON, M.D.` keeps it. */
export function withoutFullStop(text: string): string {
  return text
    .replace(/(?<=[\p{L}\p{N}'’]{3})\.$|(?<=^[IVXLC\d]{1,8})\.$|(?<=\s[IVXLC\d]{1,8})\.$/u, '')
    .trim();
}
