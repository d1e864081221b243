/** Rotary positions (Su et al. 2021): by how much the pairs of a head's numbers are turned at each place of a window. */
export interface Turns {
  /** A row a place, a number a pair. */
  cos: Float32Array;
  sin: Float32Array;
  pairs: number;
}

const BASE = 10_000;

export function turnsOf(places: number, pairs: number): Turns {
  const angles = Float64Array.from(
    { length: places * pairs },
    (_, i) => Math.floor(i / pairs) * BASE ** -((i % pairs) / pairs),
  );
  return { cos: Float32Array.from(angles, Math.cos), sin: Float32Array.from(angles, Math.sin), pairs };
}
