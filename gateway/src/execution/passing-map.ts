/** After so many entries those that come go into a fresh map. */
const TURN = 64;

/**
 * A map of what is soon gone again. When V8's maps grow out of a table, that table goes on pointing at the next one and at
 * what it held. Once one of them is in the old generation, all that was ever in a map of which entries come and go
 * stays until the heap is marked, and each scavenge copies it. Here a map is left behind with its tables when it is empty.
 */
export class PassingMap<V> {
  #newer = new Map<string, V>();
  #older = new Map<string, V>();
  #entered = 0;

  get(key: string): V | undefined {
    return this.#newer.get(key) ?? this.#older.get(key);
  }

  set(key: string, value: V): void {
    this.#older.delete(key);
    if (++this.#entered > TURN && this.#older.size === 0) {
      this.#older = this.#newer;
      this.#newer = new Map();
      this.#entered = 0;
    }
    this.#newer.set(key, value);
  }

  delete(key: string): void {
    if (!this.#newer.delete(key)) this.#older.delete(key);
  }

  clear(): void {
    this.#newer = new Map();
    this.#older = new Map();
  }
}
