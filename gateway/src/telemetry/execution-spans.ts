import { type Attributes, trace } from '@opentelemetry/api';

/**
 * Runs `body` inside a span, which ends when it does; what it starts are the span's children. In a trace that nobody
 * records there is nothing to add.
 */
export function inSpan<T>(name: string, attributes: Attributes, body: () => T): T {
  if (trace.getActiveSpan()?.isRecording() === false) return body();
  return trace.getTracer('visiobook').startActiveSpan(name, { attributes }, (span) => {
    const end = (error?: unknown) => {
      if (error instanceof Error) span.recordException(error);
      span.end();
    };
    try {
      const result = body();
      if (result instanceof Promise) void result.then(() => end(), end);
      else end();
      return result;
    } catch (error) {
      end(error);
      throw error;
    }
  });
}
