/** A second-order filter in transposed direct form; it keeps its state, so a sound may come in pieces. */
export class Biquad {
  readonly #b0: number;
  readonly #b1: number;
  readonly #b2: number;
  readonly #a1: number;
  readonly #a2: number;
  #z1 = 0;
  #z2 = 0;

  constructor([b0, b1, b2, a0, a1, a2]: readonly [number, number, number, number, number, number]) {
    this.#b0 = b0 / a0;
    this.#b1 = b1 / a0;
    this.#b2 = b2 / a0;
    this.#a1 = a1 / a0;
    this.#a2 = a2 / a0;
  }

  next(x: number): number {
    const y = this.#b0 * x + this.#z1;
    this.#z1 = this.#b1 * x - this.#a1 * y + this.#z2;
    this.#z2 = this.#b2 * x - this.#a2 * y;
    return y;
  }
}

export function highPass(rate: number, frequency: number, q = Math.SQRT1_2): Biquad {
  const { cos, alpha } = angles(rate, frequency, q);
  return new Biquad([(1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha]);
}

export function lowPass(rate: number, frequency: number, q = Math.SQRT1_2): Biquad {
  const { cos, alpha } = angles(rate, frequency, q);
  return new Biquad([(1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha]);
}

export function bandPass(rate: number, frequency: number, q: number): Biquad {
  const { cos, alpha } = angles(rate, frequency, q);
  return new Biquad([alpha, 0, -alpha, 1 + alpha, -2 * cos, 1 - alpha]);
}

export function peaking(rate: number, frequency: number, q: number, gainDb: number): Biquad {
  const { cos, alpha } = angles(rate, frequency, q);
  const a = 10 ** (gainDb / 40);
  return new Biquad([1 + alpha * a, -2 * cos, 1 - alpha * a, 1 + alpha / a, -2 * cos, 1 - alpha / a]);
}

export function highShelf(rate: number, frequency: number, gainDb: number): Biquad {
  const { cos, alpha } = angles(rate, frequency, Math.SQRT1_2);
  const a = 10 ** (gainDb / 40);
  const root = 2 * Math.sqrt(a) * alpha;
  return new Biquad([
    a * (a + 1 + (a - 1) * cos + root),
    -2 * a * (a - 1 + (a + 1) * cos),
    a * (a + 1 + (a - 1) * cos - root),
    a + 1 - (a - 1) * cos + root,
    2 * (a - 1 - (a + 1) * cos),
    a + 1 - (a - 1) * cos - root,
  ]);
}

function angles(rate: number, frequency: number, q: number): { cos: number; alpha: number } {
  const w = (2 * Math.PI * frequency) / rate;
  return { cos: Math.cos(w), alpha: Math.sin(w) / (2 * q) };
}
