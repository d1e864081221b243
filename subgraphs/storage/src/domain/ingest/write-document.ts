import type { BookChapter, BookDocument, Language } from '@visiobook/schema';
import { type Block, isSceneBreak, SCENE_BREAK } from './block.ts';
import type { Section } from './outline-heading.ts';

/** Writes the text of a book and the spans of its chapters. */
export function writeDocument(
  identity: { title: string; authors: readonly string[]; language: Language },
  sections: readonly Section[],
): BookDocument {
  const chapters: BookChapter[] = [];
  const texts: string[] = [];
  let length = 0;
  for (const section of sections) {
    const text = sectionText(section.blocks);
    if (text === '') continue;
    const start = length === 0 ? 0 : length + 2;
    chapters.push({ index: chapters.length, title: section.title, start, end: start + text.length });
    texts.push(text);
    length = start + text.length;
  }
  return { ...identity, authors: [...identity.authors], text: texts.join('\n\n'), chapters };
}

/** Paragraphs joined by blank lines; breaks only between paragraphs, never doubled, never at an end. */
export function sectionText(blocks: readonly Block[]): string {
  const paragraphs: string[] = [];
  for (const block of blocks) {
    if (isSceneBreak(block)) {
      if (paragraphs.length > 0 && paragraphs.at(-1) !== SCENE_BREAK) paragraphs.push(SCENE_BREAK);
      continue;
    }
    const written = block.verse === true ? block.lines.map(clean) : [joinLines(block.lines)];
    paragraphs.push(...written.filter((line) => line !== ''));
  }
  while (paragraphs.at(-1) === SCENE_BREAK) paragraphs.pop();
  return paragraphs.join('\n\n');
}

/** Hard-wrapped lines of one paragraph; a dash at the end of a line takes no space after it. */
function joinLines(lines: readonly string[]): string {
  let text = '';
  for (const line of lines) {
    const gap =
      text === '' || /^\s*[,.)]/.test(line) || /\S(?:--|\u2014)$/.test(text) || /\p{L}-$/u.test(text)
        ? ''
        : ' ';
    text += gap + line.trim();
  }
  return clean(text);
}

function clean(line: string): string {
  return line
    .replace(/[\u200B\u2060\uFEFF\u00AD]/g, '')
    .replace(/[ \t\r\n\f\v]+/g, ' ')
    .trim();
}
