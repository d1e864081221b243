import { expect, it } from 'vitest';
import { signedLinks } from './signed-links.ts';

const KEY = 'a-platform-key-for-tests-only-0123456789';
const soon = new Date('2026-01-01T00:01:00Z');
const at = (iso: string, key = KEY) => signedLinks('https://x.test', key, () => Date.parse(iso));
const now = at('2026-01-01T00:00:00Z');
const late = at('2026-01-01T00:01:01Z');
const variant = { width: 100, height: null, fit: 'INSIDE', format: 'WEBP' } as const;

it('an upload address holds for one file until it expires', () => {
  const url = new URL(now.upload('a', soon));
  const token = url.searchParams.get('token')!;
  expect(url.pathname).toBe('/files/uploads/a');
  expect(now.isUploadToken('a', token)).toBe(true);
  expect(now.isUploadToken('b', token)).toBe(false);
  expect(late.isUploadToken('a', token)).toBe(false);
  expect(now.isUploadToken('a', token.replace(/^\d+/, '9999999999'))).toBe(false);
  for (const nonsense of ['', '.', 'x.y', 'NaN.', '1e99.a'])
    expect(now.isUploadToken('a', nonsense)).toBe(false);
});

it('a download address holds for one file and disposition, under one key', () => {
  const query = Object.fromEntries(new URL(now.download('a', 'inline', soon)).searchParams);
  const asked = {
    disposition: 'inline' as const,
    expires: Number(query.expires),
    signature: query.signature!,
  };
  expect(now.isDownload('a', asked)).toBe(true);
  expect(now.isDownload('b', asked)).toBe(false);
  expect(now.isDownload('a', { ...asked, disposition: 'attachment' })).toBe(false);
  expect(late.isDownload('a', asked)).toBe(false);
  expect(at('2026-01-01T00:00:00Z', `${KEY}x`).isDownload('a', asked)).toBe(false);
});

it('a picture’s address holds for one size and format', () => {
  const query = new URL(now.image('a', variant, soon)).searchParams;
  const signed = { expires: Number(query.get('expires')), signature: query.get('signature')! };
  expect(now.isImage('a', variant, signed)).toBe(true);
  expect(now.isImage('a', { ...variant, width: 4000 }, signed)).toBe(false);
  expect(now.isImage('a', { ...variant, width: null, height: 100 }, signed)).toBe(false);
  expect(late.isImage('a', variant, signed)).toBe(false);
});

it('a signature for one purpose is none for another', () => {
  const token = new URL(now.upload('a', soon)).searchParams.get('token')!;
  const [expires, signature] = token.split('.') as [string, string];
  expect(now.isDownload('a', { disposition: 'inline', expires: Number(expires), signature })).toBe(false);
});
