import { AppError } from '@visiobook/service';
import type { FieldNeed } from './need.ts';
import {
  createSelection,
  type Entry,
  type Fetch,
  type FromContext,
  type Part,
  type Selection,
} from './plan.ts';
import type { ModelType } from './subgraph-model.ts';

/** More parts than this are no plan that anybody wants to run. */
const MOST_ENTRIES = 20_000;

/** A plan in the making: what was added after a mark can be taken back. */
export class PlanDraft {
  readonly fetches: Fetch[] = [];
  #undo: (() => void)[] = [];
  readonly #shared = new Map<string, Fetch[]>();
  #aliases = 0;
  #entries = 0;

  part(selection: Selection, typeName: string): Part {
    let part = selection.parts.get(typeName);
    if (!part) {
      part = new Map();
      selection.parts.set(typeName, part);
      this.#undo.push(() => selection.parts.delete(typeName));
    }
    return part;
  }

  entry(
    part: Part,
    field: FieldNeed,
    declared: ModelType | undefined,
    fromContext?: readonly FromContext[],
  ): Entry {
    let entry = part.get(field.slot);
    if (!entry) {
      if (++this.#entries > MOST_ENTRIES)
        throw new AppError('TOO_EXPENSIVE', 'The operation asks for too much.');
      const alias = `${field.name}_${(this.#aliases++).toString(36)}`;
      const selection =
        declared && createSelection(declared.name, declared.abstract || declared.interfaceObject);
      entry = { alias, field, ...(selection && { selection }), ...(fromContext?.length && { fromContext }) };
      part.set(field.slot, entry);
      this.#undo.push(() => part.delete(field.slot));
    }
    return entry;
  }

  addFetch(fetch: Omit<Fetch, 'id'>): Fetch {
    const added = { id: this.fetches.length, ...fetch };
    this.fetches.push(added);
    this.#undo.push(() => void this.fetches.pop());
    return added;
  }

  /** A fetch for the same objects with the same inputs that needs no more than these answers. */
  sharedFetch(key: string, used: ReadonlySet<number>): Fetch | undefined {
    return this.#shared.get(key)?.find(({ after }) => [...used].every((each) => after.has(each)));
  }

  share(key: string, fetch: Fetch): void {
    const siblings = this.#shared.get(key) ?? [];
    this.#shared.set(key, siblings);
    siblings.push(fetch);
    this.#undo.push(() => void siblings.splice(siblings.indexOf(fetch), 1));
  }

  /** Notes a fetch as one whose answer is needed. */
  use(used: Set<number>, id: number): void {
    if (used.has(id)) return;
    used.add(id);
    this.#undo.push(() => used.delete(id));
  }

  mark(): number {
    return this.#undo.length;
  }

  rollback(mark: number): void {
    while (this.#undo.length > mark) this.#undo.pop()!();
  }
}
