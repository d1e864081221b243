import type { Logger } from '@visiobook/service';

/** Runs `body` now and then every `seconds`, never twice at a time. @returns stops it and waits for the last one. */
export function repeat(seconds: number, body: () => Promise<void>, log: Logger): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let last: Promise<void> = Promise.resolve();
  const turn = () => {
    last = body()
      .catch((error: unknown) => log.error({ error }, 'periodic work failed and will be tried again'))
      .then(() => {
        if (!stopped) timer = setTimeout(turn, seconds * 1000).unref();
      });
  };
  turn();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await last;
  };
}
