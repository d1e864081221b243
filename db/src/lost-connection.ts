import { setImmediate as nextTurn } from 'node:timers/promises';
import type postgres from 'postgres';

type Transaction = postgres.TransactionSql;
type Body = (tx: Transaction) => unknown;

/** Whether the connection that a transaction runs on is gone. */
interface Link {
  lost: boolean;
}

/**
 * A view of a postgres.js client whose transactions end with an error, and not with the process, when their
 * connection is lost.
 *
 * postgres.js 3.4 rejects `begin` at that moment, but lets the body go on: its next statement, its `commit` or its
 * `rollback` is written to a socket that is null, which throws where nobody can catch it. So a `begin` that was
 * rejected while its body still runs means: nothing more may be written. The body is then left where it stands.
 */
export function survivingLostConnections<C extends postgres.Sql>(client: C): C {
  return new Proxy(client, {
    get(target, property, receiver) {
      if (property !== 'begin') return Reflect.get(target, property, receiver);
      return (...args: unknown[]) => {
        const body = args.pop() as Body;
        const link: Link = { lost: false };
        const outcome: Promise<unknown> = Reflect.apply(target.begin, target, [
          ...args,
          (tx: Transaction) => whileConnected(link, tx, body),
        ]);
        outcome.catch(() => {
          link.lost = true;
        });
        return outcome;
      };
    },
  });
}

async function whileConnected(link: Link, tx: Transaction, body: Body): Promise<unknown> {
  try {
    const result = await body(guarded(link, tx));
    return link.lost ? await never() : result;
  } catch (error) {
    // The loss rejects the statement at hand and `begin` in the same turn; in the next one both are known.
    await nextTurn();
    if (link.lost) return never();
    throw error;
  }
}

/** Drizzle reaches a transaction through `unsafe` and `savepoint` only. */
function guarded(link: Link, tx: Transaction): Transaction {
  return new Proxy(tx, {
    get(target, property, receiver) {
      if (property === 'unsafe') {
        return (...args: Parameters<Transaction['unsafe']>) => {
          if (link.lost) throw new Error('The connection of this transaction was lost.');
          return Reflect.apply(target.unsafe, target, args);
        };
      }
      if (property === 'savepoint') {
        return (...args: unknown[]) => {
          const body = args.pop() as Body;
          return Reflect.apply(target.savepoint as (...all: unknown[]) => unknown, target, [
            ...args,
            (inner: Transaction) => whileConnected(link, inner, body),
          ]);
        };
      }
      return Reflect.get(target, property, receiver);
    },
  });
}

/** Nobody waits for it: the transaction's caller has had its error. */
function never(): Promise<never> {
  return new Promise(() => {});
}
