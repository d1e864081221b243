import type { GraphQLFormattedError } from 'graphql';
import type { Request } from './compile-plan.ts';

export interface Answered {
  data?: Record<string, unknown> | null | undefined;
  errors?: readonly GraphQLFormattedError[] | undefined;
}

type Variables = Record<string, unknown>;
type Send = (variables: Variables) => Promise<Answered>;

/** Sends a request for entities, maybe with others of its kind. */
export type JoinCalls = (request: Request, variables: Variables, send: Send) => Promise<Answered>;

interface Waiting {
  variables: Variables;
  send: Send;
  resolve(answer: Answered | Promise<Answered>): void;
}

/**
 * Several runs of one plan, for the same viewer and with the same variables of the client, ask a subgraph at one time
 * for what they need there: one call instead of many. What fails for all of them is asked for one by one, so that
 * nobody's fault is another's.
 */
export function createJoinCalls(): JoinCalls {
  const waiting = new Map<Request, Waiting[]>();

  const sendAll = async (request: Request): Promise<void> => {
    const calls = waiting.get(request)!;
    waiting.delete(request);
    const [first, ...others] = calls as [Waiting, ...Waiting[]];
    if (others.length === 0) return first.resolve(first.send(first.variables));
    const answers = await first.send(joined(request, calls)).then(
      (answer) => separated(request, calls, answer),
      () => undefined,
    );
    for (const [position, { variables, send, resolve }] of calls.entries())
      resolve(answers?.[position] ?? send(variables));
  };

  return (request, variables, send) => {
    const { promise, resolve } = Promise.withResolvers<Answered>();
    const present = waiting.get(request);
    if (present) present.push({ variables, send, resolve });
    else {
      waiting.set(request, [{ variables, send, resolve }]);
      setImmediate(() => void sendAll(request));
    }
    return promise;
  };
}

function joined({ batches }: Request, calls: readonly Waiting[]): Variables {
  const all = { ...calls[0]!.variables };
  for (const { variable } of batches)
    all[variable] = calls.flatMap(({ variables }) => variables[variable] as unknown[]);
  return all;
}

/** To each its part. @returns undefined where something is not known to be somebody's */
function separated(
  { batches }: Request,
  calls: readonly Waiting[],
  { data, errors = [] }: Answered,
): Answered[] | undefined {
  const lists = batches.map(({ alias }) => data?.[alias]);
  const isAnybodys = ({ path }: GraphQLFormattedError) => typeof path?.[1] !== 'number';
  if (!lists.every(Array.isArray) || errors.some(isAnybodys)) return undefined;
  const begins = batches.map(() => 0);
  return calls.map(({ variables }) => {
    const own: Record<string, unknown> = {};
    const ownErrors: GraphQLFormattedError[] = [];
    for (const [position, { alias, variable }] of batches.entries()) {
      const begin = begins[position]!;
      const end = begin + (variables[variable] as unknown[]).length;
      begins[position] = end;
      own[alias] = (lists[position] as unknown[]).slice(begin, end);
      for (const error of errors) {
        const [name, index, ...rest] = error.path as [string, number, ...(string | number)[]];
        if (name === alias && index >= begin && index < end)
          ownErrors.push({ ...error, path: [alias, index - begin, ...rest] });
      }
    }
    return { data: own, errors: ownErrors };
  });
}
