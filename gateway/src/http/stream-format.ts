import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';

/** How results are written on a response that stays open. */
export interface StreamFormat {
  contentType: string;
  start: string;
  heartbeatMs: number;
  heartbeat: string;
  next(result: FormattedExecutionResult): string;
  refused(errors: GraphQLFormattedError[]): string;
  end: string;
}

const event = (result: FormattedExecutionResult) => `event: next\ndata: ${JSON.stringify(result)}\n\n`;

/** Server-sent events in the "distinct connections" mode of the GraphQL over SSE protocol. */
export const EVENT_STREAM: StreamFormat = {
  contentType: 'text/event-stream; charset=utf-8',
  start: '',
  // Proxies and browsers close a connection on which nothing comes.
  heartbeatMs: 12_000,
  heartbeat: ':\n\n',
  next: event,
  refused: (errors) => event({ errors }),
  end: 'event: complete\ndata:\n\n',
};

const BOUNDARY = '\r\n--graphql';

/** A part ends with the boundary of the next one: a client takes it for whole only then. */
const part = (content: unknown) =>
  `\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${JSON.stringify(content)}${BOUNDARY}`;

/** Apollo's multipart protocol for subscriptions. Apollo's clients take five seconds without a part for a loss. */
export const MULTIPART: StreamFormat = {
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
  start: BOUNDARY,
  heartbeatMs: 4_000,
  heartbeat: part({}),
  next: (result) => part({ payload: result }),
  refused: (errors) => part({ payload: null, errors }),
  end: '--\r\n',
};
