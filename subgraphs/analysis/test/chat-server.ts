import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ChatCall {
  path: string;
  headers: IncomingHttpHeaders;
  body: {
    model: string;
    messages: { role: string; content: string }[];
    response_format: { type: string; json_schema: { name: string; strict: boolean; schema: object } };
  };
}

/** What the server does with a call: an answer, a status, or silence. */
export type ChatReply =
  | { content: string }
  | { status: number; retryAfter?: string }
  | { raw: string }
  | 'silence';

/** A server that speaks the part of the OpenAI protocol that is used here. */
export async function chatServer(reply: (call: ChatCall, count: number) => ChatReply) {
  const calls: ChatCall[] = [];
  const server = createServer((incoming, answer) => {
    let text = '';
    incoming.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    incoming.on('end', () => {
      const call = {
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: JSON.parse(text),
      } as ChatCall;
      calls.push(call);
      const said = reply(call, calls.length);
      if (said === 'silence') return;
      if ('status' in said) {
        answer.writeHead(said.status, said.retryAfter ? { 'retry-after': said.retryAfter } : {}).end('{}');
        return;
      }
      answer.writeHead(200, { 'content-type': 'application/json' });
      answer.end(
        'raw' in said
          ? said.raw
          : JSON.stringify({
              id: 'chat-1',
              object: 'chat.completion',
              choices: [
                { index: 0, message: { role: 'assistant', content: said.content }, finish_reason: 'stop' },
              ],
            }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
