import { AppError, serviceViewer, signViewer, VIEWER_HEADER } from '@visiobook/service';
import { request } from 'undici';
import { z } from 'zod';
import type { PolicyJudge } from './policy-judge.ts';

export interface PolicyHookOptions {
  url: string;
  timeoutMs: number;
  /** Signs the question, where the platform has a key. */
  platformKey: string | undefined;
}

const Verdict = z.object({ policies: z.record(z.string(), z.boolean()) });

/**
 * Asks a service: `POST {policies: [...], viewer, claims, client, address}`, answered by `{policies: {name: true}}`.
 * What it does not name does not hold.
 *
 * @throws AppError UNAVAILABLE while it does not answer: nobody has what could not be judged.
 */
export function createPolicyHook({ url, timeoutMs, platformKey }: PolicyHookOptions): PolicyJudge {
  return async (policies, { viewer, claims, client, address }) => {
    const signed = platformKey
      ? { [VIEWER_HEADER]: signViewer(serviceViewer('gateway', viewer.requestId), platformKey) }
      : {};
    try {
      const { statusCode, body } = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-correlation-id': viewer.requestId, ...signed },
        body: JSON.stringify({ policies, viewer, claims, client, address }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const answer = await body.json();
      if (statusCode !== 200) throw new Error(`status ${statusCode}`);
      const verdict = Verdict.parse(answer);
      return new Set(policies.filter((name) => verdict.policies[name] === true));
    } catch (error) {
      const message = 'What you may have cannot be decided right now; try again.';
      throw new AppError('UNAVAILABLE', message, {}, error);
    }
  };
}
