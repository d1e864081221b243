import type { FilmFrame } from './film-frame.ts';

export const FRAMES_PER_SECOND = 25;
export const CROSSFADE_FRAMES = 12;

const TITLE_SECONDS = 4;
const END_SECONDS = 3.5;
const LEAD_IN_SECONDS = 0.8;
/** A chapter's title needs time to be read before the voice begins. */
const CHAPTER_LEAD_IN_SECONDS = 2.2;
const LEAD_OUT_SECONDS = 0.7;
const SHORTEST_SCENE_SECONDS = 3;

/** A stretch of the film that shows one still: a card or a scene. Times are whole frames, so nothing drifts. */
export interface TimelineItem {
  readonly kind: 'TITLE' | 'SCENE' | 'END';
  /** Index into the film's frames; null for cards. */
  readonly frame: number | null;
  readonly startFrame: number;
  readonly frameCount: number;
  /** Where the voice begins, in seconds from the item's own start. */
  readonly narrationOffset: number;
}

export interface Timeline {
  readonly items: readonly TimelineItem[];
  readonly frameCount: number;
  readonly seconds: number;
}

/**
 * Each item begins with the crossfade out of the item before it, whose camera goes on moving meanwhile: an item is
 * therefore a pure function of itself and its predecessor, and changing one scene touches two segments at most.
 */
export function planTimeline(
  frames: readonly Pick<FilmFrame, 'narrationSeconds' | 'chapterTitle'>[],
): Timeline {
  const items: TimelineItem[] = [];
  let startFrame = 0;
  const append = (
    kind: TimelineItem['kind'],
    frame: number | null,
    seconds: number,
    narrationOffset: number,
  ): void => {
    const frameCount = Math.ceil(seconds * FRAMES_PER_SECOND);
    items.push({ kind, frame, startFrame, frameCount, narrationOffset });
    startFrame += frameCount;
  };
  append('TITLE', null, TITLE_SECONDS, 0);
  for (const [index, frame] of frames.entries()) {
    const leadIn = frame.chapterTitle === undefined ? LEAD_IN_SECONDS : CHAPTER_LEAD_IN_SECONDS;
    const seconds = Math.max(SHORTEST_SCENE_SECONDS, leadIn + frame.narrationSeconds + LEAD_OUT_SECONDS);
    append('SCENE', index, seconds, leadIn);
  }
  append('END', null, END_SECONDS, 0);
  return { items, frameCount: startFrame, seconds: startFrame / FRAMES_PER_SECOND };
}
