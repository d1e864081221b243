import type { ApolloServerPlugin } from '@apollo/server';
import { type Span, trace } from '@opentelemetry/api';
import type { OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '../context.ts';

/** Spans for parsing and validation, and the operation's name and type on the request's span. */
export function graphqlSpans(): ApolloServerPlugin<GatewayContext> {
  const tracer = trace.getTracer('visiobook');
  const during = (name: string) => {
    const span: Span = tracer.startSpan(name);
    return async (error?: unknown) => {
      if (error instanceof Error) span.recordException(error);
      span.end();
    };
  };
  return {
    async requestDidStart() {
      return {
        parsingDidStart: async () => during('graphql.parse'),
        validationDidStart: async () => during('graphql.validate'),
        didResolveOperation: async ({ operation }) => {
          if (operation) nameOperation(operation);
        },
      };
    },
  };
}

/** Puts an operation's name and type on the request's span. */
export function nameOperation({ operation, name }: OperationDefinitionNode): void {
  trace.getActiveSpan()?.setAttributes({
    'graphql.operation.type': operation,
    ...(name ? { 'graphql.operation.name': name.value } : {}),
  });
}
