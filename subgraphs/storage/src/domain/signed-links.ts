import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Disposition } from './content-disposition.ts';
import type { ImageVariant } from './image-variant.ts';

/** Makes and checks the addresses that let whoever has them upload or download one file for a while. */
export interface SignedLinks {
  upload(fileId: string, expiresAt: Date): string;
  isUploadToken(fileId: string, token: string): boolean;
  download(fileId: string, disposition: Disposition, expiresAt: Date): string;
  isDownload(fileId: string, query: DownloadQuery): boolean;
  image(fileId: string, variant: ImageVariant, expiresAt: Date): string;
  isImage(fileId: string, variant: ImageVariant, query: SignedQuery): boolean;
}

export interface SignedQuery {
  /** Seconds since 1970. */
  expires: number;
  signature: string;
}
export interface DownloadQuery extends SignedQuery {
  disposition: Disposition;
}

export function signedLinks(
  publicUrl: string,
  platformKey: string,
  now: () => number = Date.now,
): SignedLinks {
  // A key of its own: a signature of a link can never pass for one of a viewer header.
  const key = Buffer.from(hkdfSync('sha256', platformKey, '', 'visiobook storage links', 32));
  const sign = (...parts: readonly (string | number | null)[]) =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
  const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
  const holds = (expires: number, given: string, expected: string) =>
    expires * 1000 > now() && equal(given, expected);
  const imageParts = (id: string, { width, height, fit, format }: ImageVariant) =>
    ['image', id, width, height, fit, format] as const;

  return {
    upload(id, expiresAt) {
      const expires = seconds(expiresAt);
      return `${publicUrl}/files/uploads/${id}?token=${expires}.${sign('upload', id, expires)}`;
    },
    isUploadToken(id, token) {
      const [expires = '', signature = ''] = token.split('.', 2);
      return holds(Number(expires), signature, sign('upload', id, Number(expires)));
    },
    download(id, disposition, expiresAt) {
      const expires = seconds(expiresAt);
      const signature = sign('download', id, disposition, expires);
      return `${publicUrl}/files/${id}?${new URLSearchParams({ disposition, expires: String(expires), signature })}`;
    },
    isDownload: (id, { disposition, expires, signature }) =>
      holds(expires, signature, sign('download', id, disposition, expires)),
    image(id, variant, expiresAt) {
      const expires = seconds(expiresAt);
      const { width, height, fit, format } = variant;
      const query = new URLSearchParams({
        ...(width === null ? {} : { w: String(width) }),
        ...(height === null ? {} : { h: String(height) }),
        fit,
        format,
        expires: String(expires),
        signature: sign(...imageParts(id, variant), expires),
      });
      return `${publicUrl}/files/${id}/image?${query}`;
    },
    isImage: (id, variant, { expires, signature }) =>
      holds(expires, signature, sign(...imageParts(id, variant), expires)),
  };
}

function equal(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
