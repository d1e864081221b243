import type { Language } from '@visiobook/schema';

export interface EpubScene {
  readonly paragraphs: readonly string[];
  readonly picture: { readonly jpeg: Uint8Array; readonly alt: string };
}

export interface EpubChapter {
  /** Null for a chapter that the book itself does not name. */
  readonly title: string | null;
  readonly scenes: readonly EpubScene[];
}

export interface EpubBook {
  /** A UUID: the same book keeps its place on a reader's shelf. */
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly language: Language;
  readonly modified: Date;
  readonly cover: Uint8Array;
  readonly chapters: readonly EpubChapter[];
}

export function chapterFile(index: number): string {
  return `chapter-${String(index + 1).padStart(3, '0')}.xhtml`;
}

export function pictureFile(scene: number): string {
  return `images/scene-${String(scene + 1).padStart(4, '0')}.jpg`;
}

/** What a chapter is called in the table of contents. */
export function chapterName({ chapters, language }: EpubBook, index: number): string {
  return chapters[index]?.title ?? `${language === 'fr' ? 'Chapitre' : 'Chapter'} ${index + 1}`;
}
