import type { Block } from './block.ts';

/** A heading that the outline believes: where it stands, what it is called, what it holds. */
export interface OutlineHeading {
  readonly index: number;
  /** Blocks that the heading takes up, a title on its own line included. */
  readonly span: number;
  readonly level: 'part' | 'chapter' | 'section';
  readonly kind: string;
  readonly number: number | null;
  readonly title: string;
  /** Whether the heading is a number and nothing else. */
  readonly bare: boolean;
}

/** A chapter before its text is written: prose blocks only. */
export interface Section {
  readonly title: string | null;
  readonly blocks: readonly Block[];
}
