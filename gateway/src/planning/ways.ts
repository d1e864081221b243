/** So many steps a way may have that leads to the inputs of another: the shortest are tried first, any at last. */
const LENGTHS = [1, 2, 3, Number.POSITIVE_INFINITY];

/** Keeps the ways to inputs short, and out of circles. */
export class Ways {
  /** What is being planned further up: asked for on the way to itself, it is a way that leads nowhere. */
  readonly #open = new Set<string>();
  /** How many steps wait for inputs that are being planned. */
  #depth = 0;
  #longest = Number.POSITIVE_INFINITY;
  /** A step was left out because its way is too long for now. */
  #isCut = false;

  /**
   * Tries with short ways before it tries with longer ones: each step more is one that may fail.
   *
   * @param attempt says whether nothing is left to do
   */
  nearestFirst(attempt: () => boolean): void {
    const [longest, wasCut] = [this.#longest, this.#isCut];
    for (const length of LENGTHS) {
      this.#longest = Math.min(longest, this.#depth + length);
      this.#isCut = false;
      if (attempt()) this.#isCut = false;
      if (!this.#isCut || this.#longest === longest) break;
    }
    this.#longest = longest;
    this.#isCut ||= wasCut;
  }

  /** Whether what is planned now is the input of a step. */
  get isForInputs(): boolean {
    return this.#depth > 0;
  }

  /** Whether a way may have one step more. */
  goOn(): boolean {
    if (this.#depth < this.#longest) return true;
    this.#isCut = true;
    return false;
  }

  isOpen(name: string): boolean {
    return this.#open.has(name);
  }

  /** Plans what has these names, if it is not being planned already. */
  during<T>(names: readonly string[], plan: () => T): T {
    for (const name of names) this.#open.add(name);
    const planned = plan();
    for (const name of names) this.#open.delete(name);
    return planned;
  }

  /** Plans the inputs of a step. */
  inputsOf(step: string, plan: () => boolean): boolean {
    if (this.isOpen(step)) return false;
    this.#depth++;
    const isPlanned = this.during([step], plan);
    this.#depth--;
    return isPlanned;
  }
}
