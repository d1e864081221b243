import type postgres from 'postgres';

/** Told of each statement; must call `run` once and give back its result. */
export type QueryObserver = <T>(statement: string, run: () => Promise<T>) => Promise<T>;

/**
 * A view of a postgres.js client whose statements pass through `observer`.
 *
 * Drizzle reaches the client through `unsafe`, `begin` and `savepoint` only. A postgres.js query starts when it
 * is awaited, so what `unsafe` returns here is a thenable that starts the query inside the observer.
 */
export function observed<C extends postgres.Sql | postgres.TransactionSql>(
  client: C,
  observer: QueryObserver,
): C {
  return new Proxy(client, {
    get(target, property, receiver) {
      if (property === 'unsafe') {
        return (statement: string, ...rest: unknown[]) =>
          observedQuery(
            statement,
            () => Reflect.apply(target.unsafe, target, [statement, ...rest]),
            observer,
          );
      }
      if (property === 'begin' || property === 'savepoint') {
        const open = Reflect.get(target, property, receiver) as (...args: unknown[]) => unknown;
        return (...args: unknown[]) => {
          const body = args.pop() as (tx: postgres.TransactionSql) => unknown;
          return Reflect.apply(open, target, [
            ...args,
            (tx: postgres.TransactionSql) => body(observed(tx, observer)),
          ]);
        };
      }
      return Reflect.get(target, property, receiver);
    },
  });
}

function observedQuery(
  statement: string,
  start: () => postgres.PendingQuery<postgres.Row[]>,
  observer: QueryObserver,
) {
  return {
    // biome-ignore lint/suspicious/noThenProperty: stands in for a postgres.js query, which is a lazy thenable
    then: (...handlers: Parameters<Promise<unknown>['then']>) =>
      observer(statement, async () => await start()).then(...handlers),
    values: () => observer(statement, async () => await start().values()),
  };
}
