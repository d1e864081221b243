import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { BatchSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions';

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
 * @returns a function that exports what is left and stops.
 */
export function startTelemetry({ service, version, otlpEndpoint, exportEveryMs = 2000 }: TelemetryOptions) {
  const sdk = new NodeSDK({
    resource: resourceFromAttributes({ [ATTR_SERVICE_NAME]: service, [ATTR_SERVICE_VERSION]: version }),
    autoDetectResources: false,
    // Metrics are served under /metrics and logs go to standard output; unless told so, the SDK would push both to
    // the collector as well.
    metricReaders: [],
    logRecordProcessors: [],
    spanProcessors: otlpEndpoint ? [exporterTo(otlpEndpoint, exportEveryMs)] : [],
    instrumentations: [new UndiciInstrumentation({ requireParentforSpans: true })],
  });
  sdk.start();
  return async () => {
    await sdk.shutdown().catch(() => {});
  };
}

function exporterTo(endpoint: string, scheduledDelayMillis: number): SpanProcessor {
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  return new BatchSpanProcessor(new OTLPTraceExporter({ url }), { scheduledDelayMillis });
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
