import { anonymous, verifyViewer } from '@visiobook/service';
import { expect, it } from 'vitest';
import { createSignedViewer } from './signed-viewer.ts';

const KEY = 'a key of thirty-two characters, or more';

it('signs a viewer once for many calls, and anew before the statement is old', () => {
  let now = 1_000_000;
  const signed = createSignedViewer(KEY, () => now);
  const viewer = anonymous('request-1');
  const first = signed(viewer);

  now += 29_000;
  expect(signed(viewer)).toBe(first);
  now += 2_000;
  const second = signed(viewer);

  expect(second).not.toBe(first);
  expect(verifyViewer(second, KEY, now)).toMatchObject({ kind: 'ANONYMOUS', requestId: 'request-1' });
});

it('never gives one viewer the statement of another', () => {
  const signed = createSignedViewer(KEY);

  expect(signed(anonymous('request-1'))).not.toBe(signed(anonymous('request-2')));
});
