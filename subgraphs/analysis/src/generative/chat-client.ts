import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

export interface ChatOptions {
  /** Base URL of an OpenAI-compatible API, up to and with its version: `http://127.0.0.1:11434/v1`. */
  url: string;
  /** Sent as a bearer token where there is one. */
  key: string | null;
  model: string;
  /** For one attempt, its answer included. */
  timeoutMs: number;
  /** Before the second attempt; twice as long before the third. */
  pauseMs?: number;
}

export interface ChatRequest {
  system: string;
  user: string;
  /** The JSON schema that the answer must have, and its name. */
  schema: { name: string; schema: object };
}

export type Chat = (request: ChatRequest, signal: AbortSignal) => Promise<unknown>;

/** The provider gave no JSON of the schema, after every attempt that made sense. */
export class ChatFailed extends Error {
  override readonly name = 'ChatFailed';
}

const ATTEMPTS = 3;
const LONGEST_PAUSE_MS = 10_000;
const LONGEST_ANSWER = 1_000_000;
const Answer = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

/**
 * Asks an OpenAI-compatible server for JSON. What may pass is tried again: no answer, a timeout, 408, 429 and 5xx.
 *
 * @throws ChatFailed, and the reason of the caller's abort.
 */
export function createChat({ url, key, model, timeoutMs, pauseMs = 500 }: ChatOptions): Chat {
  const endpoint = new URL('chat/completions', url.endsWith('/') ? url : `${url}/`);
  return async ({ system, user, schema }, signal) => {
    const body = JSON.stringify({
      model,
      temperature: 0,
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ],
      response_format: { type: 'json_schema', json_schema: { ...schema, strict: true } },
    });
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted();
      const result = await post(body, signal);
      if ('content' in result) return parse(result.content);
      if (!result.mayPass || attempt === ATTEMPTS)
        throw new ChatFailed(`${endpoint.host}: ${result.reason}, in attempt ${attempt}.`);
      const pause = Math.max(result.waitMs, pauseMs * 2 ** (attempt - 1));
      await sleep(Math.min(pause, LONGEST_PAUSE_MS), undefined, { signal });
    }
  };

  async function post(body: string, signal: AbortSignal): Promise<Result> {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        },
        body,
        redirect: 'error',
        signal: AbortSignal.any([signal, timeout]),
      });
      if (!answer.ok) {
        await answer.body?.cancel();
        const mayPass = answer.status === 408 || answer.status === 429 || answer.status >= 500;
        const seconds = Number(answer.headers.get('retry-after'));
        return {
          reason: `status ${answer.status}`,
          mayPass,
          waitMs: Number.isFinite(seconds) ? seconds * 1000 : 0,
        };
      }
      return { content: contentOf(await readBounded(answer)) };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ChatFailed) throw error;
      const reason = timeout.aborted ? `no answer in ${timeoutMs} ms` : 'no connection';
      return { reason, mayPass: true, waitMs: 0 };
    }
  }
}

type Result = { content: string } | { reason: string; mayPass: boolean; waitMs: number };

async function readBounded(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST_ANSWER) throw new ChatFailed('The answer is too long.');
  }
  return text;
}

function contentOf(text: string): string {
  const parsed = Answer.safeParse(parse(text));
  if (!parsed.success) throw new ChatFailed('The answer is no chat completion.');
  return parsed.data.choices[0]!.message.content;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ChatFailed('The answer is no JSON.', { cause });
  }
}
