import { AppError } from './app-error.ts';
import type { Queue } from './queue.ts';

/** A queue that opens when the database is migrated; until then sending to it is refused. */
export interface QueueWhenReady extends Pick<Queue, 'publish' | 'send'> {
  isOpen(): boolean;
  open(queue: Queue): void;
}

/** @throws AppError UNAVAILABLE from `send` and `publish` before it is open. */
export function queueWhenReady(): QueueWhenReady {
  let opened: Queue | undefined;
  const queue = (): Queue => {
    if (!opened) throw new AppError('UNAVAILABLE', 'The service is starting; try again in a few seconds.');
    return opened;
  };
  return {
    isOpen: () => opened !== undefined,
    open(given) {
      opened = given;
    },
    send: async (...message) => queue().send(...message),
    publish: async (...message) => queue().publish(...message),
  };
}
