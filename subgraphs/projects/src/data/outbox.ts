import type { Tx } from '@visiobook/db';
import type { Queue } from '@visiobook/service';
import type { Outbox } from '../domain/ports.ts';

/** What leaves this service, sent inside a transaction: it exists exactly when that commits. */
export function outbox(queue: Pick<Queue, 'publish' | 'send'>, tx: Tx): Outbox {
  return {
    publish: (event, payload) => queue.publish(event, payload, { tx }),
    send: ({ id, task, payload, group }) => queue.send(task, payload, { tx, id, group }),
  };
}
