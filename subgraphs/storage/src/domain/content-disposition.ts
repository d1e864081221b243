export type Disposition = 'inline' | 'attachment';

/** Types that a browser may show from our origin: none of them can run script. */
const SAFE_INLINE =
  /^(?:image\/(?:png|jpeg|webp|avif|gif)|audio\/[\w.+-]+|video\/[\w.+-]+|text\/(?:plain|vtt)|application\/pdf)(?:;|$)/;

/**
 * A Content-Disposition value with the name in both spellings: plain ASCII for old readers, RFC 5987 for the rest.
 * What could run script is always saved and never shown.
 */
export function contentDisposition(wanted: Disposition, mediaType: string, name: string): string {
  const disposition = wanted === 'inline' && SAFE_INLINE.test(mediaType) ? 'inline' : 'attachment';
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_');
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${encodeRfc5987(name)}`;
}

/** Percent-encodes all but the attr-char of RFC 5987 §3.2.1. */
function encodeRfc5987(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
