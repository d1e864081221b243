import type { Viewer } from '@visiobook/service';
import type { ExecutionResult } from 'graphql';
import type { AllowedOperation } from './access/guard-access.ts';
import type { Delivery } from './deferral/delivery.ts';
import type { AnswerText } from './execution/answer-text.ts';
import type { Headers, ReturnedHeaders } from './http/header-lists.ts';
import type { Admission } from './operations/guard-operation.ts';

/** Who asks, before it is signed: each call to a subgraph signs it anew, so that long streams never carry an old one. */
export type UnsignedViewer = Omit<Viewer, 'expiresAt'>;

/** Who asks, and how it came here. */
export interface Caller {
  viewer: UnsignedViewer;
  /** When the access ends, in milliseconds since 1970; undefined for nobody's. */
  until: number | undefined;
  /** All that the access token says; never leaves the gateway. */
  claims?: Readonly<Record<string, unknown>> | undefined;
  address: string;
  /** Headers of the client's that go on to subgraphs. */
  forwarded?: Headers;
  /** What the client program calls itself. */
  client: string;
}

/** What one client operation carries through the gateway. */
export interface GatewayContext {
  viewer: UnsignedViewer;
  caller?: Caller;
  /** The part of the operation that the caller may have; absent for all of it. */
  allowed?: AllowedOperation;
  /** What the guards said, where they were asked before. */
  admission?: Promise<Admission>;
  /** What running it gave, where it was run before. */
  outcome?: Promise<ExecutionResult>;
  /** Headers of the client's that go on to subgraphs. */
  forwarded?: Headers | undefined;
  /** Headers of subgraphs' answers that go back; absent where there is no answer of its own. */
  returned?: ReturnedHeaders;
  /** Ends the calls to subgraphs when the client is gone; absent where the caller cannot go away. */
  signal?: AbortSignal;
  /** The moment, by `performance.now()`, by which the client wants its answer, with parts missing if need be. */
  deadline?: number;
  /** When it began, by `performance.now()`, where it was begun before Apollo Server has it. */
  startedAt?: number;
  /** Where the time went: each call to a subgraph. */
  fetches?: { subgraph: string; ms: number }[];
  /** The client takes its answer in parts. */
  delivery?: Delivery;
  /** What comes to light on the way; Apollo copies the context, so this is an object of its own. */
  findings?: {
    /** The request holds an operation, good or not. */
    wellFormed: boolean;
    /** The data of the answer, where they are written already. */
    answer?: AnswerText;
  };
}
