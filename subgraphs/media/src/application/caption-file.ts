import type { Language } from '@visiobook/schema';
import { toSrt, toVtt } from '../domain/captions.ts';
import { filmCues } from '../domain/film-plan.ts';

/** The captions of a whole film as a file. */
export function captionFile(
  frames: Parameters<typeof filmCues>[0],
  format: 'SRT' | 'VTT',
  language: Language,
): string {
  const cues = filmCues(frames);
  return format === 'SRT' ? toSrt(cues) : toVtt(cues, language);
}
