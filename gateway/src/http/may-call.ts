import type { IncomingMessage } from 'node:http';

/**
 * Whether a page may open a WebSocket. Browsers ask nobody before they do, and send the cookies along; what CORS is to
 * requests must be decided here. Programs name no origin.
 */
export function mayCall({ headers }: Pick<IncomingMessage, 'headers'>, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || origins.includes('*') || origins.includes(origin)) return true;
  // The gateway's own pages, whatever it is called from outside.
  return URL.canParse(origin) && new URL(origin).host === host;
}
