import { type Logger, signViewer, traceHeaders, VIEWER_HEADER } from '@visiobook/service';
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { UnsignedViewer } from '../context.ts';
import type { Headers } from '../http/header-lists.ts';

/** The stream did not end, it was cut: the connection was lost or not made, or the reader had fallen behind. */
export class StreamCut extends Error {
  override readonly name = 'StreamCut';
  readonly reason: 'LOST' | 'BEHIND';

  constructor(reason: 'LOST' | 'BEHIND', message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}

export interface UpstreamOperation {
  query: string;
  variables: Record<string, unknown>;
  viewer: UnsignedViewer;
  /** Headers of the client's; one socket serves many, so they go with the operation. */
  forwarded?: Headers | undefined;
  /** Most events that wait in this process. */
  buffer: number;
  signal: AbortSignal;
}

export interface SubgraphSocket {
  /**
   * Events of one subscription, in order.
   *
   * @throws StreamCut when the connection is lost, or when the reader is so slow that the events that wait would be
   * more than the bound; the caller may ask again from where it was.
   */
  subscribe(operation: UpstreamOperation): AsyncGenerator<FormattedExecutionResult, void, void>;
  close(): Promise<void>;
}

export interface SubgraphSocketOptions {
  name: string;
  /** Its addresses: when one is lost, the next one is tried. */
  urls: readonly string[];
  platformKey: string | undefined;
  connectTimeoutMs: number;
  log: Logger;
}

const PING_MS = 10_000;
const PONG_WAIT_MS = 5_000;

/** One graphql-transport-ws connection to a subgraph for all people and all streams; opened when first needed. */
export function createSubgraphSocket(options: SubgraphSocketOptions): SubgraphSocket {
  const { name, urls, platformKey, connectTimeoutMs, log } = options;
  let turn = 0;
  const address = () => urls[turn % urls.length] as string;
  let pongWait: NodeJS.Timeout | undefined;
  let closing = false;
  const client = createClient({
    url: () => address().replace(/^http/, 'ws'),
    webSocketImpl: boundedWebSocket(connectTimeoutMs),
    // Asking again is decided per stream (follow-upstream.ts): the library would replay from the first event.
    retryAttempts: 0,
    keepAlive: PING_MS,
    // A stream that ends is often followed by another; the connection waits for it.
    lazyCloseTimeout: 5_000,
    connectionAckWaitTimeout: connectTimeoutMs * 5,
    on: {
      ping: (received) => {
        if (!received) pongWait = setTimeout(() => client.terminate(), PONG_WAIT_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(pongWait);
      },
      closed: () => {
        clearTimeout(pongWait);
        log.debug({ subgraph: name, url: address() }, 'subscription socket closed');
        turn++;
      },
    },
  });

  async function* events(
    { query, variables, viewer, forwarded = {}, buffer, signal }: UpstreamOperation,
    trace: Record<string, string>,
  ): AsyncGenerator<FormattedExecutionResult, void, void> {
    const waiting: FormattedExecutionResult[] = [];
    let end: { error?: Error } | undefined;
    let wake = Promise.withResolvers<void>();
    const finish = (error?: Error) => {
      end ??= error ? { error } : {};
      wake.resolve();
    };
    const payload = {
      query,
      variables,
      extensions: {
        ...(platformKey === undefined ? {} : { [VIEWER_HEADER]: signViewer(viewer, platformKey) }),
        ...(Object.keys(forwarded).length > 0 ? { headers: forwarded } : {}),
        trace,
      },
    };
    const unsubscribe = client.subscribe(payload, {
      next: (event) => {
        if (end) return;
        waiting.push(event as FormattedExecutionResult);
        wake.resolve();
        // The socket is shared, so it cannot be paused for one reader. The stream is cut instead of queued.
        if (waiting.length >= buffer) {
          finish(new StreamCut('BEHIND', 'the reader is slower than the stream'));
          unsubscribe();
        }
      },
      error: (fault) => {
        if (!Array.isArray(fault))
          return finish(new StreamCut('LOST', `lost the connection to ${name}`, fault));
        waiting.push({ errors: fault as unknown as GraphQLFormattedError[] });
        finish();
      },
      // Closing our end completes what runs; to the streams that is a cut, and not their end.
      complete: () =>
        finish(closing ? new StreamCut('LOST', `the connection to ${name} was replaced`) : undefined),
    });
    const abort = () => finish();
    signal.addEventListener('abort', abort, { once: true });
    try {
      while (!signal.aborted) {
        const event = waiting.shift();
        if (event) {
          yield event;
          continue;
        }
        if (end?.error) throw end.error;
        if (end) return;
        await wake.promise;
        wake = Promise.withResolvers<void>();
      }
    } finally {
      signal.removeEventListener('abort', abort);
      unsubscribe();
    }
  }

  return {
    // The trace is that of the caller, and not of whoever asks for the first event.
    subscribe: (operation) => events(operation, traceHeaders()),
    close: async () => {
      closing = true;
      clearTimeout(pongWait);
      await client.dispose();
      client.terminate();
    },
  };
}

function boundedWebSocket(handshakeTimeout: number) {
  return class extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(address, protocols, { handshakeTimeout, perMessageDeflate: false });
    }
  };
}
