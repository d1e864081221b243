import { describe, expect, it } from 'vitest';
import { FRAMES_PER_SECOND, planTimeline } from './timeline.ts';

describe('planTimeline', () => {
  const frames = [
    { narrationSeconds: 10, chapterTitle: 'I' },
    { narrationSeconds: 4.2 },
    { narrationSeconds: 0.1 },
  ];

  it('puts a title card before the scenes and an end card after them', () => {
    expect(planTimeline(frames).items.map((item) => item.kind)).toEqual([
      'TITLE',
      'SCENE',
      'SCENE',
      'SCENE',
      'END',
    ]);
  });

  it('follows one item directly by the next, in whole frames', () => {
    const { items, frameCount } = planTimeline(frames);
    let next = 0;
    for (const item of items) {
      expect(item.startFrame).toBe(next);
      expect(Number.isInteger(item.frameCount)).toBe(true);
      next += item.frameCount;
    }
    expect(frameCount).toBe(next);
  });

  it('leaves room for the whole narration after the lead-in', () => {
    const [, scene] = planTimeline(frames).items;
    expect(scene!.frameCount / FRAMES_PER_SECOND).toBeGreaterThan(scene!.narrationOffset + 10);
  });

  it('waits longer before the voice when a chapter title must be read', () => {
    const [, first, second] = planTimeline(frames).items;
    expect(first!.narrationOffset).toBeGreaterThan(second!.narrationOffset);
  });

  it('shows even a wordless scene for three seconds', () => {
    expect(planTimeline(frames).items[3]!.frameCount).toBe(75);
  });
});
