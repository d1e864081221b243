import { AppError } from './app-error.ts';

/** Arguments of a Relay connection, as GraphQL hands them over. */
export interface PageArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

/** What a repository needs to read one page: keyset pagination, one row more than asked for. */
export interface PageRequest {
  limit: number;
  direction: 'forward' | 'backward';
  /** Decoded cursor: the sort key of the row after (or before) which the page begins. */
  cursor: string | null;
}

export interface Connection<T> {
  edges: { node: T; cursor: string }[];
  nodes: T[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  totalCount: number;
}

/** Most rows that a page may have. */
export const MAX_PAGE = 100;

/**
 * Checks page arguments.
 *
 * @throws AppError BAD_USER_INPUT for both directions at once, sizes outside 1 to 100, or a foreign cursor.
 */
export function readPage(args: PageArgs, defaultSize = 20): PageRequest {
  if (args.first != null && args.last != null) throw bad('first', 'Ask for first or last, not both.');
  const direction = args.last != null || (args.before != null && args.first == null) ? 'backward' : 'forward';
  const limit = (direction === 'forward' ? args.first : args.last) ?? defaultSize;
  if (limit < 1 || limit > MAX_PAGE) {
    throw bad(
      direction === 'forward' ? 'first' : 'last',
      `A page has 1 to ${MAX_PAGE} entries; ${limit} were asked for.`,
    );
  }
  const cursor = direction === 'forward' ? args.after : args.before;
  return { limit, direction, cursor: cursor == null ? null : decodeCursor(cursor) };
}

/**
 * Shapes rows into a connection. `rows` come in reading order for `forward`, reversed for `backward`, and may hold
 * one more than `limit`: that one only says that there is more.
 */
export function toConnection<T>(
  rows: readonly T[],
  request: PageRequest,
  totalCount: number,
  keyOf: (row: T) => string,
): Connection<T> {
  const more = rows.length > request.limit;
  const page = rows.slice(0, request.limit);
  if (request.direction === 'backward') page.reverse();
  const edges = page.map((node) => ({ node, cursor: encodeCursor(keyOf(node)) }));
  return {
    edges,
    nodes: page,
    pageInfo: {
      hasNextPage: request.direction === 'forward' ? more : request.cursor !== null,
      hasPreviousPage: request.direction === 'backward' ? more : request.cursor !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}

function encodeCursor(key: string): string {
  return Buffer.from(`k:${key}`).toString('base64url');
}

function decodeCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!text.startsWith('k:')) throw bad('after', 'This cursor was not given out by this list.');
  return text.slice(2);
}

function bad(field: string, message: string): AppError {
  return new AppError('BAD_USER_INPUT', message, { fields: { [field]: [message] } });
}
