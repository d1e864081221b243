import type { ExecutionResult } from 'graphql';
import type { GatewayContext, UnsignedViewer } from '../context.ts';
import type { Headers } from '../http/header-lists.ts';
import { AnswerText } from './answer-text.ts';
import type { Flights } from './flights.ts';
import type { PreparedPlan } from './prepared-plan.ts';

/** One query. */
export interface QueryToShare {
  /** Stands for the operation, its conditions, what the viewer may have of it, and the supergraph's version. */
  prepared: PreparedPlan;
  variables: Record<string, unknown>;
  context: GatewayContext;
}

/** Answers a query together with those under way that ask the same for the same viewer. */
export async function shareAnswer(
  flights: Flights,
  { prepared, variables, context }: QueryToShare,
  answer: (context: GatewayContext) => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const key = `${numberOf(prepared)} ${JSON.stringify(variables)} ${senderKey(context)}`;
  const { outcome, joined } = await flights.board(key, context, (signal) => answer({ ...context, signal }));
  if (!joined || outcome.data instanceof AnswerText) return { ...outcome };
  // Whoever completes or changes its answer must not change another's.
  return { ...outcome, ...(outcome.data === undefined ? {} : { data: structuredClone(outcome.data) }) };
}

/** All of the sender that a subgraph gets to know, but for the id of the one request. */
export function senderKey({ viewer, forwarded }: GatewayContext): string {
  const known = senders.get(viewer);
  if (known && known.forwarded === forwarded) return known.key;
  const { requestId: _, ...rest } = viewer;
  const key = JSON.stringify([rest, forwarded]);
  senders.set(viewer, { forwarded, key });
  return key;
}

const senders = new WeakMap<UnsignedViewer, { forwarded: Headers | undefined; key: string }>();

const numbers = new WeakMap<PreparedPlan, number>();
let last = 0;

function numberOf(prepared: PreparedPlan): number {
  const number = numbers.get(prepared) ?? ++last;
  numbers.set(prepared, number);
  return number;
}
