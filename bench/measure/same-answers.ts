import { isDeepStrictEqual } from 'node:util';
import { request } from 'undici';

/** The bytes of an answer, and what they say. @throws Error for an answer with errors */
export async function ask(url: string, body: string): Promise<{ bytes: number; data: unknown }> {
  const { body: answer } = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
  });
  const text = await answer.text();
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (errors || !data) throw new Error(`${url} answers ${text.slice(0, 500)}`);
  return { bytes: text.length, data };
}

/** @throws Error when a gateway's answer is not the first one's; speed without correctness is worth nothing */
export async function assertSameAnswers(
  gateways: readonly { name: string; url: string }[],
  bodies: readonly string[],
): Promise<number> {
  let bytes = 0;
  for (const body of bodies) {
    const [first, ...others] = gateways;
    if (!first) return 0;
    const wanted = await ask(first.url, body);
    bytes = wanted.bytes;
    for (const { name, url } of others) {
      const { data } = await ask(url, body);
      if (!isDeepStrictEqual(data, wanted.data))
        throw new Error(`${name} and ${first.name} answer differently: ${body}`);
    }
  }
  return bytes;
}
