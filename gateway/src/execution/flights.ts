import { PassingMap } from './passing-map.ts';

/** What a caller of shared work brings with it. */
export interface Passenger {
  /** Fires when it no longer waits. */
  signal?: AbortSignal | undefined;
  /** By `performance.now()`; none is never. */
  deadline?: number | undefined;
}

/**
 * Work under way that others may wait for as well, because it would give them the same.
 *
 * `key` must hold all that can change the outcome. Nobody joins work that may take longer than the joiner has time;
 * work ends early only when the last of those who wait for it has gone.
 */
export interface Flights {
  /** @param work is given the signal that ends it. @returns the outcome, and whether it was another's work */
  board<T>(
    key: string,
    passenger: Passenger,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<{ outcome: T; joined: boolean }>;
  /** Something has changed: who comes from now on must not be given what was asked before. */
  close(): void;
}

interface Flight {
  deadline: number;
  waiting: number;
  work: Work | undefined;
}

interface Work {
  outcome: Promise<unknown>;
  ending: AbortController;
}

export function createFlights(): Flights {
  const boarding = new PassingMap<Flight>();

  const enter = (flight: Flight, { signal }: Passenger) => {
    flight.waiting++;
    if (!signal) return () => {};
    const leave = () => {
      flight.waiting--;
      if (flight.waiting === 0) flight.work?.ending.abort(signal.reason);
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    return () => signal.removeEventListener('abort', leave);
  };

  return {
    async board<T>(key: string, passenger: Passenger, work: (signal: AbortSignal) => Promise<T>) {
      const { deadline = Number.POSITIVE_INFINITY } = passenger;
      const present = boarding.get(key);
      if (present?.work && present.deadline <= deadline && !present.work.ending.signal.aborted) {
        const leave = enter(present, passenger);
        try {
          return { outcome: (await present.work.outcome) as T, joined: true };
        } finally {
          leave();
        }
      }
      const ending = new AbortController();
      const flight: Flight = { deadline, waiting: 0, work: undefined };
      flight.work = { outcome: Promise.resolve(), ending };
      const leave = enter(flight, passenger);
      boarding.set(key, flight);
      const outcome = work(ending.signal);
      flight.work.outcome = outcome;
      try {
        return { outcome: await outcome, joined: false };
      } finally {
        leave();
        if (boarding.get(key) === flight) boarding.delete(key);
        // What is left of it in the map's old tables holds no answer.
        flight.work = undefined;
      }
    },
    close: () => boarding.clear(),
  };
}
