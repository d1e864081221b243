import { describe, expect, it } from 'vitest';
import { chatServer } from '../../test/chat-server.ts';
import { ChatFailed, createChat } from './chat-client.ts';

const REQUEST = {
  system: 'Be brief.',
  user: 'Hello',
  schema: { name: 'greeting', schema: { type: 'object' } },
};
const OPTIONS = { key: 'secret', model: 'tiny', timeoutMs: 1000, pauseMs: 1 };
const never = () => new AbortController().signal;

describe('createChat', () => {
  it('asks for JSON of a schema, with the key, and gives what came', async () => {
    await using server = await chatServer(() => ({ content: '{"hello":"you"}' }));
    await expect(createChat({ ...OPTIONS, url: server.url })(REQUEST, never())).resolves.toEqual({
      hello: 'you',
    });
    expect(server.calls).toMatchObject([
      {
        path: '/v1/chat/completions',
        headers: { authorization: 'Bearer secret' },
        body: {
          model: 'tiny',
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content: 'Hello' },
          ],
          response_format: {
            type: 'json_schema',
            json_schema: { name: 'greeting', strict: true, schema: { type: 'object' } },
          },
        },
      },
    ]);
  });

  it('sends no key where there is none', async () => {
    await using server = await chatServer(() => ({ content: '{}' }));
    await createChat({ ...OPTIONS, key: null, url: `${server.url}/` })(REQUEST, never());
    expect(server.calls[0]?.headers.authorization).toBeUndefined();
    expect(server.calls[0]?.path).toBe('/v1/chat/completions');
  });

  it.each([408, 429, 500, 503])('tries again after status %i', async (status) => {
    await using server = await chatServer((_, count) => (count < 3 ? { status } : { content: '[1]' }));
    await expect(createChat({ ...OPTIONS, url: server.url })(REQUEST, never())).resolves.toEqual([1]);
    expect(server.calls).toHaveLength(3);
  });

  it('gives up after three attempts', async () => {
    await using server = await chatServer(() => ({ status: 503 }));
    await expect(createChat({ ...OPTIONS, url: server.url })(REQUEST, never())).rejects.toThrow(
      /status 503, in attempt 3/,
    );
    expect(server.calls).toHaveLength(3);
  });

  it('asks once when the server refuses', async () => {
    await using server = await chatServer(() => ({ status: 401 }));
    await expect(createChat({ ...OPTIONS, url: server.url })(REQUEST, never())).rejects.toThrow(ChatFailed);
    expect(server.calls).toHaveLength(1);
  });

  it('waits no longer than it may for an answer', async () => {
    await using server = await chatServer(() => 'silence');
    const chat = createChat({ ...OPTIONS, timeoutMs: 50, url: server.url });
    await expect(chat(REQUEST, never())).rejects.toThrow('no answer in 50 ms, in attempt 3');
  });

  it.each([
    ['no JSON', { raw: '<html>' }],
    ['no completion', { raw: '{"choices":[]}' }],
    ['a content that is no JSON', { content: 'Sure! Here it is:' }],
  ])('fails on %s', async (_, reply) => {
    await using server = await chatServer(() => reply);
    await expect(createChat({ ...OPTIONS, url: server.url })(REQUEST, never())).rejects.toThrow(ChatFailed);
    expect(server.calls).toHaveLength(1);
  });

  it('fails on an answer without end', async () => {
    await using server = await chatServer(() => ({ raw: 'x'.repeat(1_100_000) }));
    await expect(createChat({ ...OPTIONS, url: server.url })(REQUEST, never())).rejects.toThrow('too long');
  });

  it('ends with the reason of an abort', async () => {
    await using server = await chatServer(() => 'silence');
    const abort = new AbortController();
    const asked = createChat({ ...OPTIONS, url: server.url })(REQUEST, abort.signal);
    abort.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });
});
