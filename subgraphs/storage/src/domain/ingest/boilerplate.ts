import { type Block, blockText } from './block.ts';

const START = /\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG/i;
const END = /\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG|^End of (?:the |this )?Project Gutenberg/i;
const CREDIT =
  /^(?:Produced by|E-?text prepared by|Transcribed by|This (?:ebook|file) was produced)|distributed proofread/i;

/** Takes the licence and the credits of Project Gutenberg off a book that comes as paragraphs. */
export function stripBoilerplate(blocks: readonly Block[]): Block[] {
  const start = blocks.slice(0, 80).findLastIndex((block) => START.test(blockText(block)));
  const end = blocks.findIndex(
    (block, i) => i > start && i > blocks.length * 0.5 && END.test(blockText(block)),
  );
  const body = blocks.slice(start + 1, end < 0 ? blocks.length : end);
  return body.filter((block, i) => i > 30 || blockText(block).length > 400 || !CREDIT.test(blockText(block)));
}
