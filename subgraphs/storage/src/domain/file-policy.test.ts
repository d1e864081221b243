import { expect, it } from 'vitest';
import { mayDeleteFile, maySeeFile } from './file-policy.ts';

it('shows a file to its owner and to members, and to nobody else', () => {
  const file = { ownerId: 'ann' };
  expect(maySeeFile(file, { viewerId: 'ann', isMember: false })).toBe(true);
  expect(maySeeFile(file, { viewerId: 'bob', isMember: true })).toBe(true);
  expect(maySeeFile(file, { viewerId: 'bob', isMember: false })).toBe(false);
  expect(maySeeFile(file, { viewerId: null, isMember: true })).toBe(false);
});

it('lets only the owner delete, and only what they uploaded', () => {
  expect(mayDeleteFile({ ownerId: 'ann', origin: 'UPLOADED' }, 'ann')).toBe('yes');
  expect(mayDeleteFile({ ownerId: 'ann', origin: 'UPLOADED' }, 'bob')).toBe('not-owner');
  expect(mayDeleteFile({ ownerId: 'ann', origin: 'GENERATED' }, 'ann')).toBe('belongs-to-project');
});
