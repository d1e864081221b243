import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';

export interface TelemetryOptions {
  service: string;
  version: string;
  otlpEndpoint: string | undefined;
  /** Milliseconds between exports; short in tests. */
  exportEveryMs?: number;
}

/**
 * Starts tracing. Call it first in `main.ts`: instrumentation must stand before what it watches.
 *
 * What is watched: undici and fetch (through diagnostics channels), Fastify (see server.ts), GraphQL resolvers
 * (subgraph-schema.ts), SQL (query-observer.ts) and jobs (queue.ts). None of them patches a module while it loads,
 * so it works the same for ES modules.
 *
 * Without a collector, traces only lend their ids to logs and to neighbours: a bare provider does that, and saves a
 * process half a second and 50 MB of the whole SDK.
 *
 * @returns a function that exports what is left and stops.
 */
export async function startTelemetry(options: TelemetryOptions): Promise<() => Promise<void>> {
  if (options.otlpEndpoint) {
    const watch = new UndiciInstrumentation({ requireParentforSpans: true });
    const { startExporting } = await import('./telemetry-export.ts');
    return startExporting({ ...options, otlpEndpoint: options.otlpEndpoint }, watch);
  }
  const { AlwaysOffSampler, NodeTracerProvider, ParentBasedSampler } = await import(
    '@opentelemetry/sdk-trace-node'
  );
  const provider = new NodeTracerProvider({
    sampler: new ParentBasedSampler({ root: new AlwaysOffSampler() }),
  });
  provider.register();
  const stopHandingOn = handOnTraces();
  return async () => {
    stopHandingOn();
    await provider.shutdown();
  };
}

/** Lends the trace of now to each outgoing request. The instrumentation's spans cost a fifth of a small request. */
function handOnTraces(): () => void {
  const channel = 'undici:request:create';
  const add = (message: unknown) => {
    if (!trace.getActiveSpan()) return;
    const { request } = message as { request: { addHeader(name: string, value: string): void } };
    for (const [name, value] of Object.entries(traceHeaders())) request.addHeader(name, value);
  };
  subscribe(channel, add);
  return () => void unsubscribe(channel, add);
}

const tracer = () => trace.getTracer('visiobook');

/** Runs `body` in a span; what it throws marks the span and goes on. */
export async function withSpan<T>(
  name: string,
  attributes: Record<string, string | number | boolean>,
  body: (span: Span) => Promise<T> | T,
  kind: SpanKind = SpanKind.INTERNAL,
): Promise<T> {
  return tracer().startActiveSpan(name, { attributes, kind }, async (span) => {
    try {
      return await body(span);
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The current trace in W3C form, to travel inside a job or a message. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** Runs `body` as a child of the trace that {@link traceHeaders} wrote down elsewhere. */
export function inTraceOf<T>(headers: Record<string, string>, body: () => T): T {
  return context.with(propagation.extract(context.active(), headers), body);
}

export { SpanKind };
