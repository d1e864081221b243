/** Sentences that somebody waits for, all of one kind (task and language). */
export interface ReadRequest<Item = unknown> {
  /** Only requests of one kind share a batch. */
  kind: string;
  tenant: string;
  items: readonly Item[];
  /** The length of each item, in tokens. */
  lengths: readonly number[];
}

/** Items to be read together, each with the request and the place there that its row goes to. */
export interface Batch<R> {
  kind: string;
  parts: { request: R; at: number }[];
  /** The longest item: the others are padded to it. */
  longest: number;
  tokens: number;
}

interface Queued<R> {
  request: R;
  /** Places of the items that are left, the longest first. */
  left: number[];
  isAlone: boolean;
}

/**
 * What waits to be read, put into batches by length, across books.
 *
 * Tenants take turns. Whose turn it is says what is read, the longest sentence of their oldest request; the batch is
 * filled with sentences of about that length, taken from all tenants in turn, until it holds `maxTokens` with the
 * padding. So a saga with a thousand sentences waiting costs the tale behind it one batch and no more.
 */
export class BatchQueue<R extends ReadRequest> {
  readonly #maxTokens: number;
  /** By tenant, whose turn is next first. */
  readonly #tenants = new Map<string, Queued<R>[]>();

  constructor(maxTokens: number) {
    this.#maxTokens = maxTokens;
  }

  /** A request that is `alone` shares its batches with no other: it is suspected of breaking them. */
  add(request: R, { places, alone = false }: { places?: readonly number[]; alone?: boolean } = {}): void {
    const left = [...(places ?? request.items.keys())];
    if (left.length === 0) return;
    left.sort((a, b) => request.lengths[b]! - request.lengths[a]! || a - b);
    const mine = this.#tenants.get(request.tenant) ?? [];
    mine.push({ request, left, isAlone: alone });
    this.#tenants.set(request.tenant, mine);
  }

  /** Forgets what is left of a request. */
  remove(request: R): void {
    const mine = this.#tenants.get(request.tenant) ?? [];
    this.#keep(
      request.tenant,
      mine.filter((queued) => queued.request !== request),
    );
  }

  /** Takes the next batch out; null when nothing waits. */
  take(): Batch<R> | null {
    const [turn] = this.#tenants;
    if (!turn) return null;
    const [tenant, [first]] = turn as [string, [Queued<R>, ...Queued<R>[]]];
    const { kind, lengths } = first.request;
    const batch: Batch<R> = {
      kind,
      parts: [],
      longest: Math.max(1, lengths[first.left[0]!]!),
      tokens: 0,
    };
    const sources = first.isAlone
      ? [[first]]
      : [...this.#tenants.values()].map((requests) =>
          requests.filter((queued) => queued.request.kind === kind && !queued.isAlone),
        );
    this.#fill(batch, sources);
    for (const [name, requests] of this.#tenants)
      this.#keep(
        name,
        requests.filter(({ left }) => left.length > 0),
      );
    // Behind all others until its next turn.
    const rest = this.#tenants.get(tenant);
    if (rest) {
      this.#tenants.delete(tenant);
      this.#tenants.set(tenant, rest);
    }
    return batch;
  }

  /** Whether a batch could be full by now. */
  get isFull(): boolean {
    return this.tokens() >= this.#maxTokens;
  }

  /** How much waits, of one tenant or kind or at all. */
  tokens({ tenant, kind }: { tenant?: string; kind?: string } = {}): number {
    let sum = 0;
    for (const [name, requests] of this.#tenants) {
      if (tenant !== undefined && name !== tenant) continue;
      for (const { request, left } of requests)
        if (kind === undefined || request.kind === kind) for (const at of left) sum += request.lengths[at]!;
    }
    return sum;
  }

  #fill(batch: Batch<R>, sources: Queued<R>[][]): void {
    const { longest, parts } = batch;
    for (let took = true; took; ) {
      took = false;
      for (const source of sources) {
        if ((parts.length + 1) * longest > this.#maxTokens && parts.length > 0) return;
        const part = takeFitting(source, longest);
        if (!part) continue;
        took = true;
        parts.push(part);
        batch.tokens += part.request.lengths[part.at]!;
      }
    }
  }

  #keep(tenant: string, requests: Queued<R>[]): void {
    if (requests.length > 0) this.#tenants.set(tenant, requests);
    else this.#tenants.delete(tenant);
  }
}

/** The longest item of the oldest request that fits below `longest` and does not waste most of its row. */
function takeFitting<R extends ReadRequest>(
  source: readonly Queued<R>[],
  longest: number,
): { request: R; at: number } | null {
  for (const { request, left } of source) {
    const from = left.findIndex((at) => request.lengths[at]! <= longest);
    if (from < 0 || request.lengths[left[from]!]! * LEAST_FILLED < longest - SHORT) continue;
    return { request, at: left.splice(from, 1)[0]! };
  }
  return null;
}

/** A sentence of half the longest's length still fits; below this many tokens all do. */
const LEAST_FILLED = 2;
const SHORT = 8;
