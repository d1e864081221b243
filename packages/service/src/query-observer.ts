import { context, SpanKind, trace } from '@opentelemetry/api';
import type { Metrics } from './metrics.ts';
import { withSpan } from './telemetry.ts';

/**
 * A span and a duration for every SQL statement. Statements outside a trace (start-up, polling) get no span: they
 * would be traces of one span each.
 */
export function observeQueries(metrics: Metrics) {
  return async <T>(statement: string, run: () => Promise<T>): Promise<T> => {
    const operation = /^\W*(\w+)/.exec(statement)?.[1]?.toLowerCase() ?? 'other';
    const stop = metrics.dbQueryDuration.startTimer({ operation });
    try {
      if (!trace.getSpan(context.active())) return await run();
      return await withSpan(
        `sql ${operation}`,
        { 'db.system.name': 'postgresql', 'db.query.text': statement.slice(0, 2000) },
        run,
        SpanKind.CLIENT,
      );
    } catch (error) {
      metrics.dbQueryErrors.inc({ operation });
      throw error;
    } finally {
      stop();
    }
  };
}
