import { curve, ellipse, n, path, rect } from './canvas.ts';
import { type Hex, lighten, mix } from './colour.ts';
import type { Stage } from './stage.ts';

/** A sheet of water from `top` to `bottom` that mirrors the sky's light. */
export function waterSheet(stage: Stage, top: number, bottom: number, colour: Hex): void {
  const { canvas, palette, width, sun } = stage;
  const paint = canvas.linear([
    { at: 0, colour: mix(palette.sky[2], palette.tone(colour), 0.3) },
    { at: 0.25, colour: mix(palette.sky[1], palette.tone(colour), 0.55) },
    { at: 1, colour: mix(palette.tone(colour), palette.shade, 0.45) },
  ]);
  canvas.add(rect(0, top, width, bottom - top, paint));
  glitter(stage, sun.x, top, bottom);
}

function glitter(stage: Stage, x: number, top: number, bottom: number): void {
  const { canvas, palette } = stage;
  const random = stage.random.fork('glitter');
  for (let i = 0; i < 34; i++) {
    const t = (i + random.next()) / 34;
    const y = top + (bottom - top) * t * t + 2;
    const half = (10 + 90 * t) * random.between(0.4, 1);
    canvas.add(
      ellipse(
        x + random.between(-1, 1) * (20 + 120 * t),
        y,
        half,
        1 + 3.4 * t,
        palette.light,
        0.5 - t * 0.32,
      ),
    );
  }
}

/** Rows of paper-cut waves, bigger towards the viewer; `rough` from 0 (calm) to 1 (storm). */
export function waves(stage: Stage, top: number, bottom: number, colour: Hex, rough: number, rows = 7): void {
  const { canvas, palette, width } = stage;
  const random = stage.random.fork(`waves${Math.round(top)}`);
  for (let i = 0; i < rows; i++) {
    const t = (i + 0.6) / rows;
    const y = top + (bottom - top) * t ** 1.5;
    const length = (70 + 190 * t) * (1 - rough * 0.15);
    const high = (3 + 16 * t) * (0.5 + rough * 2.1);
    const shift = random.between(0, length);
    const points: { x: number; y: number }[] = [];
    let d = `M${n(-length)} ${n(y)}`;
    for (let x = -length - shift; x < width + length; x += length) {
      const peak = high * random.between(0.75, 1.25);
      d += `Q${n(x + length * 0.3)} ${n(y - peak * 0.1)} ${n(x + length * 0.52)} ${n(y - peak)}Q${n(x + length * 0.6)} ${n(y - peak * 0.1)} ${n(x + length)} ${n(y)}`;
      points.push({ x: x + length * 0.52, y: y - peak });
    }
    const base = mix(mix(palette.tone(colour), palette.sky[1], 0.5 * (1 - t)), palette.shade, t * 0.42);
    const paint = canvas.linear([
      { at: 0, colour: lighten(base, 0.12) },
      { at: 0.5, colour: base },
      { at: 1, colour: mix(base, palette.shade, 0.25) },
    ]);
    canvas.add(path(`${d}V${n(y + 120 + 200 * t)}H${n(-length)}Z`, paint));
    if (rough < 0.25 && i % 2 === 0) continue;
    for (const p of points) {
      canvas.add(
        path(
          `M${n(p.x - length * 0.2)} ${n(p.y + high * 0.5)}Q${n(p.x - length * 0.06)} ${n(p.y + high * 0.08)} ${n(p.x)} ${n(p.y)}Q${n(p.x + length * 0.02)} ${n(p.y + high * 0.3)} ${n(p.x + length * 0.08)} ${n(p.y + high * 0.6)}Q${n(p.x - length * 0.04)} ${n(p.y + high * 0.3)} ${n(p.x - length * 0.2)} ${n(p.y + high * 0.5)}Z`,
          mix('#ffffff', palette.sky[1], 0.25),
          0.35 + 0.4 * rough,
        ),
      );
    }
  }
}

/** Still water rings and streaks for lakes and rivers. */
export function ripples(stage: Stage, top: number, bottom: number, count: number): void {
  const { canvas, palette, width } = stage;
  const random = stage.random.fork('ripples');
  for (let i = 0; i < count; i++) {
    const t = random.next();
    const y = top + (bottom - top) * t * t;
    canvas.add(
      ellipse(
        random.between(0, width),
        y,
        random.between(30, 130) * (0.4 + t),
        1 + t * 2.4,
        i % 3 ? lighten(palette.sky[1], 0.35) : palette.shade,
        i % 3 ? 0.35 : 0.16,
      ),
    );
  }
}

/** A river that comes from the horizon and widens to the viewer. */
export function riverBed(stage: Stage, colour: Hex): void {
  const { canvas, palette, width, height, horizon } = stage;
  const side = stage.random.fork('river').chance(0.5) ? 1 : -1;
  // The near water stays in one third of the picture, so that people have a bank to stand on.
  const far = width * (0.5 + side * 0.1);
  const near = width * (0.5 + side * 0.42);
  const span = height - horizon;
  const bend = far + side * width * 0.16;
  const leftBank = [
    { x: far - 14, y: horizon + 2 },
    { x: bend - 46, y: horizon + span * 0.14 },
    { x: far + side * width * 0.13 - width * 0.09, y: horizon + span * 0.38 },
    { x: near - width * 0.2, y: height + 20 },
  ];
  const rightBank = [
    { x: near + width * 0.24, y: height + 20 },
    { x: far + side * width * 0.13 + width * 0.09, y: horizon + span * 0.38 },
    { x: bend + 40, y: horizon + span * 0.14 },
    { x: far + 14, y: horizon + 2 },
  ];
  const paint = canvas.linear([
    { at: 0, colour: palette.sky[2] },
    { at: 0.4, colour: mix(palette.sky[1], palette.tone(colour), 0.5) },
    { at: 1, colour: mix(palette.tone(colour), palette.shade, 0.35) },
  ]);
  const shape = `${curve(leftBank)}L${curve(rightBank).slice(1)}Z`;
  canvas.add(path(shape, mix(palette.tone('#6d5a3c'), palette.shade, 0.2)));
  const clip = canvas.clip(`<path d="${shape}"/>`);
  canvas.add(`<g clip-path="${clip}"><g transform="translate(0 6)">${path(shape, paint)}</g>`);
  ripples(stage, horizon, height, 46);
  canvas.add('</g>');
}
