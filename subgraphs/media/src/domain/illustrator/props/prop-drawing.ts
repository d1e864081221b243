import type { Paint } from '../figures/person.ts';

export interface PropDrawing {
  /** Height beside a grown person's 1, a little larger than life so that it is seen. */
  readonly size: number;
  /** Small things lie on a table or a stone; others stand on the ground. */
  readonly small: boolean;
  /** Drawn 100 high on the origin. */
  readonly draw: (paint: Paint) => string;
}

export const thing = (size: number, draw: PropDrawing['draw']): PropDrawing => ({
  size,
  small: size <= 0.24,
  draw,
});
