import { context, trace } from '@opentelemetry/api';

export interface SubscriptionSpan {
  /** Runs `body` as a part of the subscription. */
  within<T>(body: () => T): T;
  end(): void;
}

/** A span as long as a client's subscription; the calls that each event causes are its children. */
export function startSubscriptionSpan(operationName: string | undefined): SubscriptionSpan {
  const span = trace.getTracer('visiobook').startSpan('graphql.subscription', {
    attributes: {
      'graphql.operation.type': 'subscription',
      ...(operationName ? { 'graphql.operation.name': operationName } : {}),
    },
  });
  const within = trace.setSpan(context.active(), span);
  return {
    within: (body) => context.with(within, body),
    end: () => {
      if (span.isRecording()) span.end();
    },
  };
}

/** Makes `body` run in the trace of now, whenever it is called. */
export function inCurrentTrace<F extends (...given: never[]) => unknown>(body: F): F {
  return context.bind(context.active(), body);
}
