import type { Language } from '@visiobook/schema';
import { captionCues, toSrt, toVtt } from '../domain/captions.ts';
import type { FilmFrame } from '../domain/film-frame.ts';
import { FRAMES_PER_SECOND, planTimeline } from '../domain/timeline.ts';

type SpokenFrame = Pick<FilmFrame, 'narrationSeconds' | 'sentences' | 'chapterTitle'>;

/** The captions of a whole film as a file, timed as the film is. */
export function captionFile(
  frames: readonly SpokenFrame[],
  format: 'SRT' | 'VTT',
  language: Language,
): string {
  const cues = planTimeline(frames).items.flatMap((item) => {
    const frame = item.frame === null ? undefined : frames[item.frame];
    const shift = item.startFrame / FRAMES_PER_SECOND + item.narrationOffset;
    return captionCues(frame?.sentences ?? []).map((cue) => ({
      ...cue,
      start: cue.start + shift,
      end: cue.end + shift,
    }));
  });
  return format === 'SRT' ? toSrt(cues) : toVtt(cues, language);
}
