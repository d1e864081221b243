type Axis = Float64Array;

/** Turns after which the axes of word vectors no longer move. */
const TURNS = 80;

/**
 * The directions in which rows differ most from each other, the first of them first, each of length 1: orthogonal
 * iteration on their covariance (Golub, Van Loan, Matrix Computations, 8.2.4).
 *
 * @param rows one behind the other, their mean 0
 */
export function principalAxes(rows: Float32Array, width: number, count: number): Axis[] {
  const covariance = Array.from({ length: width }, () => new Float64Array(width));
  for (let at = 0; at < rows.length; at += width)
    for (let i = 0; i < width; i++)
      for (let j = 0; j < width; j++) covariance[i]![j]! += rows[at + i]! * rows[at + j]!;
  let axes: Axis[] = Array.from({ length: count }, (_, k) => {
    const axis = new Float64Array(width);
    axis[k] = 1;
    return axis;
  });
  for (let turn = 0; turn < TURNS; turn++)
    axes = orthonormal(axes.map((axis) => Float64Array.from(covariance, (row) => dot(row, axis))));
  return axes;
}

/** Gram and Schmidt's, in the stable order. */
function orthonormal(axes: readonly Axis[]): Axis[] {
  const done: Axis[] = [];
  for (const axis of axes) {
    for (const before of done) {
      const share = dot(axis, before);
      for (let i = 0; i < axis.length; i++) axis[i]! -= share * before[i]!;
    }
    const length = Math.sqrt(dot(axis, axis));
    done.push(axis.map((value) => value / length));
  }
  return done;
}

function dot(a: Axis, b: Axis): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
