import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { ProgressEvent } from './make-book.ts';
import { duration, progressView } from './progress-view.ts';

const event = (stage: string, done: number, total: number, message: string | null = null): ProgressEvent => ({
  seq: 1,
  stage,
  done,
  total,
  percent: (100 * done) / total,
  message,
  run: { status: 'RUNNING', etaSeconds: 75 },
});

function viewOn(isTTY: boolean) {
  const out = Object.assign(new PassThrough(), { isTTY, columns: 100, rows: 30 });
  return {
    view: progressView(out as unknown as NodeJS.WriteStream, 'alice.txt'),
    text: () => out.read()?.toString() ?? '',
  };
}

describe('progress in the terminal', () => {
  it('is plain lines where there is none: one a tenth, with the time that is left', () => {
    const { view, text } = viewOn(false);
    for (let done = 0; done <= 100; done++) view.progress(event('ILLUSTRATE', done, 100, `scene ${done}`));
    const lines = text().trim().split('\n');
    expect(lines).toHaveLength(11);
    expect(lines[1]).toBe('alice.txt: Illustrate 10/100 — scene 10, about 1 min 15 s left');
    expect(lines.join('')).not.toContain('\u001b');
  });

  it('is one bar a stage on a terminal, and notes stay above them', () => {
    const { view, text } = viewOn(true);
    view.progress(event('ANALYSE', 3, 12, 'The Pool of Tears'));
    view.note('media is back.');
    view.end();
    const shown = text();
    for (const part of ['Understand it', '3/12', 'The Pool of Tears', 'media is back.', '█', '░'])
      expect(shown).toContain(part);
  });

  it.each([
    [0, '0 s'],
    [59.6, '1 min'],
    [75, '1 min 15 s'],
    [3600, '60 min'],
  ])('says %d seconds as %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });
});
