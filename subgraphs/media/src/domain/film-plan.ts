import { type CameraPath, planCamera } from './camera.ts';
import { type Cue, captionCues } from './captions.ts';
import type { FilmFrame } from './film-frame.ts';
import { CROSSFADE_FRAMES, FRAMES_PER_SECOND, planTimeline, type TimelineItem } from './timeline.ts';

/** Text that appears over a segment; frames are counted from the segment's start. */
export interface Overlay {
  readonly kind: 'CAPTION' | 'CHAPTER';
  readonly lines: readonly string[];
  readonly from: number;
  readonly to: number;
}

const CHAPTER_FROM_FRAME = 10;
const CHAPTER_SECONDS = 3.4;

/** The captions, and on a chapter's first scene its title, over one item of the timeline. */
export function planOverlays(item: TimelineItem, frame: FilmFrame, burnCaptions: boolean): Overlay[] {
  const overlays: Overlay[] = [];
  if (frame.chapterTitle !== undefined) {
    const to = Math.min(
      item.frameCount,
      CHAPTER_FROM_FRAME + Math.round(CHAPTER_SECONDS * FRAMES_PER_SECOND),
    );
    overlays.push({ kind: 'CHAPTER', lines: [frame.chapterTitle], from: CHAPTER_FROM_FRAME, to });
  }
  if (!burnCaptions) return overlays;
  for (const cue of captionCues(frame.sentences)) {
    const from = Math.round((cue.start + item.narrationOffset) * FRAMES_PER_SECOND);
    const to = Math.min(
      item.frameCount,
      Math.round((cue.end + item.narrationOffset) * FRAMES_PER_SECOND) + 3,
    );
    const last = overlays.at(-1);
    // Neighbours must not overlap, or two texts would lie on each other for a moment.
    if (last?.kind === 'CAPTION' && last.to > from) overlays[overlays.length - 1] = { ...last, to: from };
    overlays.push({ kind: 'CAPTION', lines: cue.lines, from, to });
  }
  return overlays;
}

/** The captions of a whole film, timed as the film is. */
export function filmCues(
  frames: readonly Pick<FilmFrame, 'narrationSeconds' | 'sentences' | 'chapterTitle'>[],
): Cue[] {
  return planTimeline(frames).items.flatMap((item) => {
    const shift = item.startFrame / FRAMES_PER_SECOND + item.narrationOffset;
    const sentences = item.frame === null ? [] : (frames[item.frame]?.sentences ?? []);
    return captionCues(sentences).map((cue) => ({
      ...cue,
      start: cue.start + shift,
      end: cue.end + shift,
    }));
  });
}

/** The camera's way over one item, through the crossfade that follows it. */
export function planItemCamera(item: TimelineItem, frame: FilmFrame | null): CameraPath {
  const seconds = (item.frameCount + CROSSFADE_FRAMES) / FRAMES_PER_SECOND;
  if (frame) return planCamera(frame.seed, frame.emotion, seconds);
  // Cards only breathe: text must stay whole and steady.
  const [from, to] = item.kind === 'TITLE' ? [1, 0.95] : [0.95, 1];
  return { stations: [from, to].map((extent) => ({ x: 0.5, y: 0.5, extent })) };
}
