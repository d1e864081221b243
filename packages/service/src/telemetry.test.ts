import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { trace } from '@opentelemetry/api';
import { request } from 'undici';
import { expect, it } from 'vitest';
import { inTraceOf, startTelemetry } from './telemetry.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';

it('lends the trace of a request to the requests that it causes, also without a collector', async () => {
  const stop = await startTelemetry({ service: 'test', version: '0', otlpEndpoint: undefined });
  const came: (string | undefined)[] = [];
  const server = createServer((incoming, response) => {
    came.push(incoming.headers.traceparent as string | undefined);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const call = async () => void (await (await request(url)).body.dump());

  await inTraceOf({ traceparent: `00-${TRACE}-b7ad6b7169203331-00` }, async () => {
    expect(trace.getActiveSpan()?.spanContext().traceId).toBe(TRACE);
    await call();
  });
  await call();
  await stop();
  server.closeAllConnections();
  server.close();

  expect(came).toEqual([`00-${TRACE}-b7ad6b7169203331-00`, undefined]);
});
