import { expect, it } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

it('spells a name for old readers and for new ones', () => {
  expect(contentDisposition('attachment', 'text/plain', "Zoë's (été) 100%.txt")).toBe(
    `attachment; filename="Zoe's (ete) 100_.txt"; filename*=UTF-8''Zo%C3%AB%27s%20%28%C3%A9t%C3%A9%29%20100%25.txt`,
  );
});

it('lets no name break out of the header', () => {
  const value = contentDisposition('inline', 'image/png', 'a"; x="\r\nSet-Cookie: b');
  expect(value).not.toMatch(/[\r\n]/);
  expect(value.match(/"/g)).toHaveLength(2);
  expect(() => contentDisposition('inline', 'image/png', '\ud800.png')).not.toThrow();
});

it.each(['text/html', 'image/svg+xml', 'application/xhtml+xml', 'application/epub+zip', 'text/plainer'])(
  'never shows %s in the browser',
  (mediaType) => {
    expect(contentDisposition('inline', mediaType, 'a')).toMatch(/^attachment/);
  },
);

it.each(['image/webp', 'video/mp4', 'audio/ogg; codecs=opus', 'application/pdf', 'text/vtt'])(
  'shows %s when that is asked for',
  (mediaType) => {
    expect(contentDisposition('inline', mediaType, 'a')).toMatch(/^inline/);
  },
);
