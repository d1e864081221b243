import type { PropDrawing } from './prop-drawing.ts';
import type { PropKind } from './prop-words.ts';
import { SMALL_PROPS } from './small-props.ts';
import { STANDING_PROPS } from './standing-props.ts';

/** How each thing is drawn. */
export const PROPS: Record<PropKind, PropDrawing> = { ...SMALL_PROPS, ...STANDING_PROPS };
