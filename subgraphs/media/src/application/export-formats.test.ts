import { describe, expect, it } from 'vitest';
import { fileNameOf } from './export-formats.ts';
import { hasEnded, percentOf } from './library.ts';
import { mayDo } from './project-policy.ts';

describe('a file name', () => {
  it('is the title without what file systems give a meaning', () => {
    expect(fileNameOf('Alice’s Adventures: Part 1/2', 'MP4')).toBe('Alice’s Adventures Part 1 2.mp4');
    expect(fileNameOf('../..', 'SRT')).toBe('visiobook.srt');
    expect(fileNameOf('x'.repeat(400), 'VTT')).toHaveLength(124);
  });
});

describe('the progress of an export', () => {
  it('is whole when it is ready, and nothing while its steps are not known', () => {
    expect(percentOf({ status: 'READY', done: 0, total: 0 })).toBe(100);
    expect(percentOf({ status: 'QUEUED', done: 0, total: 0 })).toBe(0);
    expect(percentOf({ status: 'RENDERING', done: 1, total: 3 })).toBe(33.3);
    expect(
      ['QUEUED', 'RENDERING', 'READY', 'FAILED', 'CANCELLED'].filter((status) =>
        hasEnded({ status } as never),
      ),
    ).toEqual(['READY', 'FAILED', 'CANCELLED']);
  });
});

describe('what members may do', () => {
  it('lets all look, and owners and editors render', () => {
    const user = { kind: 'USER' } as const;
    const may = (role: string | null) => [
      mayDo(user, role, 'project:see'),
      mayDo(user, role, 'project:render'),
    ];
    expect(may('OWNER')).toEqual([true, true]);
    expect(may('EDITOR')).toEqual([true, true]);
    expect(may('VIEWER')).toEqual([true, false]);
    expect(may(null)).toEqual([false, false]);
    expect(mayDo({ kind: 'SERVICE' }, null, 'project:render')).toBe(true);
  });
});
