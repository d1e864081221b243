import type { SceneBrief } from '@visiobook/schema';

/** In a book's text, paragraphs are two line breaks apart and sentences of one paragraph are one space apart. */
const GAP_BETWEEN_PARAGRAPHS = 2;

/** A scene's whole text in its paragraphs, as far as the places of its sentences tell them apart. */
export function paragraphsOf({ narration }: Pick<SceneBrief, 'narration'>): string[] {
  const paragraphs: string[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { text, span } of narration.full) {
    const sentence = text.replace(/[ \t\r\n]+/g, ' ').trim();
    const joins = span.start - end < GAP_BETWEEN_PARAGRAPHS && paragraphs.length > 0;
    if (joins) paragraphs[paragraphs.length - 1] = `${paragraphs.at(-1)} ${sentence}`;
    else if (sentence !== '') paragraphs.push(sentence);
    end = span.end;
  }
  return paragraphs;
}

/** Scenes grouped under the chapters that they belong to, in order. */
export function byChapter<T>(
  scenes: readonly {
    readonly chapterIndex: number;
    readonly chapterTitle: string | null;
    readonly scene: T;
  }[],
): { title: string | null; scenes: T[] }[] {
  const chapters: { index: number; title: string | null; scenes: T[] }[] = [];
  for (const { chapterIndex, chapterTitle, scene } of scenes) {
    const last = chapters.at(-1);
    if (last?.index === chapterIndex) last.scenes.push(scene);
    else chapters.push({ index: chapterIndex, title: chapterTitle, scenes: [scene] });
  }
  return chapters.map(({ title, scenes: own }) => ({ title, scenes: own }));
}
