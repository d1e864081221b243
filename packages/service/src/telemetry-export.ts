import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions';
import type { TelemetryOptions } from './telemetry.ts';

/** Starts the OpenTelemetry SDK with an OTLP/HTTP exporter; the returned function sends what is left and stops. */
export function startExporting(
  { service, version, otlpEndpoint, exportEveryMs = 2000 }: TelemetryOptions & { otlpEndpoint: string },
  watch: UndiciInstrumentation,
): () => Promise<void> {
  const url = `${otlpEndpoint.replace(/\/$/, '')}/v1/traces`;
  const sdk = new NodeSDK({
    resource: resourceFromAttributes({ [ATTR_SERVICE_NAME]: service, [ATTR_SERVICE_VERSION]: version }),
    autoDetectResources: false,
    // Metrics are served under /metrics and logs go to standard output; unless told so, the SDK would push both to
    // the collector as well.
    metricReaders: [],
    logRecordProcessors: [],
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url }), { scheduledDelayMillis: exportEveryMs }),
    ],
    instrumentations: [watch],
  });
  sdk.start();
  return () => sdk.shutdown().catch(() => {});
}
