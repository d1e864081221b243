import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const LONG_SECONDS = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600];

export type Metrics = ReturnType<typeof createMetrics>;

/** The metrics that every process serves under `/metrics`, in a registry of their own. */
export function createMetrics(service: string) {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const histogram = <L extends string>(name: string, help: string, labelNames: L[], buckets = SECONDS) =>
    new Histogram({ name, help, labelNames, buckets, registers });
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers });
  return {
    registry,
    httpRequests: counter('http_requests_total', 'HTTP requests answered.', ['method', 'route', 'status']),
    httpDuration: histogram('http_request_duration_seconds', 'Time to answer a request.', [
      'method',
      'route',
      'status',
    ]),
    httpErrors: counter('http_request_errors_total', 'Requests answered with 5xx.', [
      'method',
      'route',
      'status',
    ]),
    dbQueryDuration: histogram('db_query_duration_seconds', 'Time of a SQL statement.', ['operation']),
    dbQueryErrors: counter('db_query_errors_total', 'SQL statements that failed.', ['operation']),
    operations: counter('business_operations_total', 'Things done for people.', ['operation', 'outcome']),
    operationDuration: histogram(
      'business_operation_duration_seconds',
      'Time of a thing done for people.',
      ['operation'],
      LONG_SECONDS,
    ),
    eventsPublished: counter('events_published_total', 'Events and tasks sent.', ['name']),
    eventsConsumed: counter('events_consumed_total', 'Events and tasks handled.', ['name', 'outcome']),
    contentProcessed: counter('visiobook_content_processed_total', 'Books, scenes and files processed.', [
      'kind',
    ]),
    generationDuration: histogram(
      'visiobook_generation_duration_seconds',
      'Time of a generation stage.',
      ['stage'],
      LONG_SECONDS,
    ),
    inferenceDuration: histogram(
      'visiobook_ai_model_inference_duration_seconds',
      'Time of one use of a model: a batch, or a book for the baseline.',
      ['model'],
      [...SECONDS, 30, 60, 300],
    ),
    inferenceWait: histogram(
      'visiobook_ai_model_queue_seconds',
      'Time that the oldest sentence of a batch waited for it.',
      ['model'],
      SECONDS,
    ),
    inferenceBatchItems: histogram(
      'visiobook_ai_model_batch_items',
      'Sentences in a batch.',
      ['model'],
      [1, 4, 16, 64, 256, 1024],
    ),
    inferenceTokens: counter('visiobook_ai_model_tokens_total', 'Tokens that a model read.', ['model']),
    inferenceErrors: counter('visiobook_ai_model_errors_total', 'Batches that came to nothing.', [
      'model',
      'reason',
    ]),
    inferenceQueue: new Gauge({
      name: 'visiobook_ai_model_queue_tokens',
      help: 'Tokens that wait to be read, by task and language.',
      labelNames: ['kind'],
      registers,
    }),
    processRestarts: counter('visiobook_process_restarts_total', 'Child processes started again.', [
      'process',
    ]),
    storageBytes: new Gauge({ name: 'visiobook_storage_usage_bytes', help: 'Bytes stored.', registers }),
    circuitBreakers: new Gauge({
      name: 'circuit_breaker_state',
      help: '0 where calls go through, 1 where they are stopped.',
      labelNames: ['name'],
      registers,
    }),
    graphqlDuration: histogram('graphql_operation_duration_seconds', 'Time to answer a query or mutation.', [
      'client',
      'operation',
      'type',
      'outcome',
    ]),
    graphqlCost: histogram(
      'graphql_operation_cost',
      'Cost of an operation by its schema, as estimated before and as measured on its answer.',
      ['client', 'operation', 'kind'],
      [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000],
    ),
    graphqlStreams: new Gauge({
      name: 'graphql_streams_open',
      help: 'Subscriptions that clients have open.',
      registers,
    }),
    errors: counter('visiobook_errors_total', 'Errors by code.', ['code']),
  };
}
