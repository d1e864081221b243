import type { IncomingHttpHeaders } from 'node:http';

/** Set by us on requests that no browser makes; what a client sends under the prefix is dropped before. */
export const NOT_A_BROWSER = 'x-visiobook-not-a-browser';

/** Headers that make a browser ask for permission first (a preflight), and ours. */
export const CSRF_HEADERS = [
  'x-apollo-operation-name',
  'apollo-require-preflight',
  'authorization',
  NOT_A_BROWSER,
];

/**
 * Cross-site request forgery needs a browser that acts for somebody else. A program that calls by itself says
 * neither where it is nor that it is Mozilla, and need not prove anything.
 */
export function cannotBeABrowser(headers: IncomingHttpHeaders): boolean {
  const { origin, referer, cookie } = headers;
  if (origin ?? referer ?? cookie ?? headers['sec-fetch-site']) return false;
  return !headers['user-agent']?.startsWith('Mozilla/');
}
