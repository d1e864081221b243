import { describe, expect, it } from 'vitest';
import { captionCues, toSrt, toVtt } from './captions.ts';

const long =
  'Je regardais, couché sur l’herbe devant ma maison, sous l’énorme platane qui la couvre, l’abrite et l’ombrage tout entière ; et les cloches sonnaient au loin dans l’air bleu des belles matinées.';

describe('captionCues', () => {
  const cues = captionCues([{ start: 1, end: 13, text: long }]);

  it('keeps to two lines of 42 characters', () => {
    for (const { lines } of cues) {
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(42);
    }
  });

  it('says every word once and in order', () => {
    expect(cues.flatMap((cue) => cue.lines).join(' ')).toBe(long);
  });

  it('stays inside the sentence, without overlaps', () => {
    expect(cues[0]!.start).toBe(1);
    expect(cues.at(-1)!.end).toBe(13);
    for (let i = 1; i < cues.length; i++)
      expect(cues[i]!.start).toBeGreaterThanOrEqual(cues[i - 1]!.end - 1e-9);
  });

  it('cuts at a clause mark when there is one', () => {
    expect(cues.some((cue) => /[,;]$/.test(cue.lines.at(-1)!))).toBe(true);
  });

  it('holds a short cue for a second when nothing follows it', () => {
    const [cue] = captionCues([{ start: 2, end: 2.3, text: 'Non !' }]);
    expect(cue!.end - cue!.start).toBe(1);
  });

  it('never parts French punctuation from its word', () => {
    const text = 'Elle s’écria : «\u00a0Quelle journée admirable\u00a0!\u00a0» puis se tut pour longtemps.';
    for (const line of captionCues([{ start: 0, end: 5, text }]).flatMap((cue) => cue.lines)) {
      expect(line).not.toMatch(/^[!»]/);
      expect(line).not.toMatch(/«$/);
    }
  });

  it('times cues by the spoken words when they are known', () => {
    const words = long.split(' ').map((text, i, all) => ({
      text,
      start: i < all.length / 2 ? 1 : 12,
      end: i < all.length / 2 ? 1.1 : 12.1,
    }));
    const timed = captionCues([{ start: 1, end: 13, text: long, words }]);
    expect(timed.at(-1)!.start).toBe(12);
  });
});

describe('caption files', () => {
  const cues = [{ start: 3661.5, end: 3663, lines: ['a < b', '& c'] }];

  it('writes SRT with commas in its clock', () => {
    expect(toSrt(cues)).toBe('1\n01:01:01,500 --> 01:01:03,000\na < b\n& c\n');
  });

  it('writes WebVTT with markup escaped', () => {
    expect(toVtt(cues, 'en')).toBe(
      'WEBVTT\nLanguage: en\n\n01:01:01.500 --> 01:01:03.000\na &lt; b\n&amp; c\n',
    );
  });

  it('shows nothing for a sentence that nobody can say', () => {
    expect(captionCues([{ start: 0, end: 0, text: '* * *' }])).toEqual([]);
    expect(captionCues([{ start: 0, end: 1, text: '1865' }])).toHaveLength(1);
  });
});
