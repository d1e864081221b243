import { AppError } from '@visiobook/service';
import type { FastifyInstance } from 'fastify';

const BODY_MS = 15_000;

/**
 * Gives a request's body a time to arrive in. The server as a whole has none, since an upload under /files may
 * take hours.
 */
export function bodyInTime(app: FastifyInstance): void {
  const timers = new WeakMap<object, NodeJS.Timeout>();
  app.addHook('onRequest', async ({ raw }) => {
    timers.set(
      raw,
      setTimeout(
        () => raw.destroy(new AppError('BAD_USER_INPUT', 'The body did not arrive in time.')),
        BODY_MS,
      ),
    );
  });
  app.addHook('preValidation', async ({ raw }) => clearTimeout(timers.get(raw)));
  app.addHook('onResponse', async ({ raw }) => clearTimeout(timers.get(raw)));
  app.addHook('onRequestAbort', async ({ raw }) => clearTimeout(timers.get(raw)));
}
