import type { SeededRandom } from '../seeded-random.ts';
import { circle, curve, ellipse, n, type Point, path } from './canvas.ts';
import { darken, type Hex, lighten, mix } from './colour.ts';
import type { Stage } from './stage.ts';

/** A closed hill line over the whole width; `rough` 0 is a swell, 1 is a jagged range. */
export function ridge(stage: Stage, y: number, reach: number, rough: number, random: SeededRandom): string {
  const { width, height } = stage;
  const steps = Math.round(7 + rough * 22);
  const phase = random.between(0, 10);
  const points: Point[] = [];
  for (let i = -1; i <= steps + 1; i++) {
    const t = i / steps;
    const swell = Math.sin(t * 4.1 + phase) * 0.6 + Math.sin(t * 9.7 + phase * 2) * 0.3;
    const jag = (random.next() - 0.5) * 1.6 * rough;
    points.push({ x: t * width, y: y - (swell * (1 - rough * 0.5) + jag) * reach });
  }
  if (rough > 0.5)
    return `M${points.map((p) => `${n(p.x)} ${n(p.y)}`).join('L')}L${n(width * 1.2)} ${n(height)}L${n(-width * 0.2)} ${n(height)}Z`;
  return `${curve(points)}L${n(width * 1.2)} ${n(height)}L${n(-width * 0.2)} ${n(height)}Z`;
}

/** Ranges of hills that pale with distance. */
export function hills(stage: Stage, colours: readonly Hex[], rough: number, reach: number): void {
  const { canvas, palette, horizon } = stage;
  const random = stage.random.fork('hills');
  colours.forEach((colour, i) => {
    const depth = 0.88 - (i / colours.length) * 0.5;
    const y = horizon - reach * (0.9 - i * 0.45) + i * 6;
    const paint = canvas.linear([
      { at: 0, colour: palette.tone(colour, depth) },
      { at: 0.5, colour: palette.tone(colour, Math.min(1, depth + 0.14)) },
    ]);
    canvas.add(path(ridge(stage, y, reach * (0.55 - i * 0.08), rough, random), paint));
  });
}

/** The ground from the horizon to the lower edge, darker towards the viewer. */
export function ground(stage: Stage, colour: Hex, uneven = 0.3): void {
  const { canvas, palette, horizon } = stage;
  const random = stage.random.fork('ground');
  const paint = canvas.linear([
    { at: 0, colour: palette.tone(colour, 0.42) },
    { at: 0.35, colour: palette.tone(colour, 0.1) },
    { at: 1, colour: mix(palette.tone(colour), palette.shade, 0.45) },
  ]);
  canvas.add(path(ridge(stage, horizon, 26 * uneven, 0, random), paint));
}

/** Broad strokes of light and dark that keep a meadow or a floor of sand from looking like a wall. */
export function groundBands(stage: Stage, colour: Hex, count = 5): void {
  const { canvas, palette, width, height, horizon } = stage;
  const random = stage.random.fork('bands');
  for (let i = 0; i < count; i++) {
    const t = (i + 0.6) / count;
    const y = horizon + (height - horizon) * t * t + 8;
    const tint = i % 2 === 0 ? lighten(colour, 0.16) : darken(colour, 0.2);
    const x = random.between(-0.1, 0.9) * width;
    const paint = canvas.linear(
      [
        { at: 0, colour: palette.tone(tint, 0.4 * (1 - t)), opacity: 0 },
        { at: 0.5, colour: palette.tone(tint, 0.4 * (1 - t)), opacity: 0.5 },
        { at: 1, colour: palette.tone(tint, 0.4 * (1 - t)), opacity: 0 },
      ],
      0,
    );
    canvas.add(ellipse(x, y, width * random.between(0.35, 0.6), 10 + 46 * t, paint));
  }
}

/** A way that narrows to the horizon with a bend. */
export function road(stage: Stage, colour: Hex, from: number, to: number, breadth = 0.34): void {
  const { canvas, palette, width, height, horizon } = stage;
  const [a, b] = [from * width, to * width];
  const half = (breadth * width) / 2;
  const middle = horizon + (height - horizon) * 0.35;
  const bend = b + (a - b) * 0.25 - (a - b) * 0.35;
  const d =
    `M${n(b - 5)} ${n(horizon)}C${n(b - 10)} ${n(middle - 40)} ${n(bend - half * 0.35)} ${n(middle)} ${n(a - half)} ${n(height)}` +
    `L${n(a + half)} ${n(height)}C${n(bend + half * 0.5)} ${n(middle)} ${n(b + 16)} ${n(middle - 40)} ${n(b + 7)} ${n(horizon)}Z`;
  const paint = canvas.linear([
    { at: 0, colour: palette.tone(colour, 0.5) },
    { at: 1, colour: mix(palette.tone(colour), palette.shade, 0.3) },
  ]);
  canvas.add(path(d, paint));
}

/** Grass blades in tufts along a line, bigger when nearer. */
export function tufts(stage: Stage, colour: Hex, fromY: number, toY: number, count: number): void {
  const { canvas, palette, width, horizon, height } = stage;
  const random = stage.random.fork(`tufts${Math.round(fromY)}`);
  const blades: { y: number; d: string }[] = [];
  for (let i = 0; i < count; i++) {
    const y = random.between(fromY, toY);
    const x = random.between(0, width);
    const size = 8 + 42 * ((y - horizon) / (height - horizon));
    let d = '';
    for (let k = -2; k <= 2; k++) {
      const lean = k * size * 0.22 + random.between(-3, 3);
      d += `M${n(x + k * size * 0.09)} ${n(y)}q${n(lean * 0.2)} ${n(-size * 0.6)} ${n(lean)} ${n(-size * (1 - Math.abs(k) * 0.16))}q${n(-lean * 0.5)} ${n(size * 0.4)} ${n(-lean + size * 0.1)} ${n(size * (1 - Math.abs(k) * 0.16))}z`;
    }
    blades.push({ y, d });
  }
  blades.sort((a, b) => a.y - b.y);
  for (const { y, d } of blades) {
    const near = (y - horizon) / (height - horizon);
    canvas.add(path(d, mix(palette.tone(colour, 0.4 * (1 - near)), palette.shade, near * 0.3)));
  }
}

export function flowers(
  stage: Stage,
  colours: readonly Hex[],
  fromY: number,
  toY: number,
  count: number,
): void {
  const { canvas, palette, width, horizon, height } = stage;
  const random = stage.random.fork('flowers');
  for (let i = 0; i < count; i++) {
    const y = fromY + (toY - fromY) * ((i + random.next()) / count);
    const size = 2.2 + 9 * ((y - horizon) / (height - horizon));
    const x = random.between(0, width);
    const colour = palette.tone(random.pick(colours), 0.1);
    canvas.add(
      path(
        `M${n(x - size * 0.08)} ${n(y)}h${n(size * 0.3)}l${n(-size * 0.1)} ${n(size * 2.6)}h${n(-size * 0.2)}z`,
        palette.tone('#4d7a3c'),
      ),
    );
    for (let k = 0; k < 5; k++) {
      const turn = (k / 5) * Math.PI * 2;
      canvas.add(
        circle(x + Math.cos(turn) * size * 0.62, y + Math.sin(turn) * size * 0.5, size * 0.5, colour),
      );
    }
    canvas.add(circle(x, y, size * 0.36, palette.tone('#f6d25a')));
  }
}

/** Stones with a lit upper side. */
export function stones(stage: Stage, colour: Hex, fromY: number, toY: number, count: number, size = 1): void {
  const { canvas, palette, width, horizon, height } = stage;
  const random = stage.random.fork('stones');
  const spots = Array.from({ length: count }, () => ({
    x: random.between(-0.02, 1.02) * width,
    y: random.between(fromY, toY),
  }));
  for (const { x, y } of spots.sort((a, b) => a.y - b.y)) {
    const r = (10 + 60 * ((y - horizon) / (height - horizon))) * size * random.between(0.5, 1.1);
    const depth = 0.3 * (1 - (y - horizon) / (height - horizon));
    const d = `M${n(x - r)} ${n(y)}q${n(r * 0.1)} ${n(-r * 0.6)} ${n(r * 0.7)} ${n(-r * 0.68)}q${n(r * 0.9)} ${n(-r * 0.06)} ${n(r * 1.3)} ${n(r * 0.68)}z`;
    canvas.add(
      ellipse(x, y + r * 0.03, r * 1.15, r * 0.16, palette.shade, 0.28),
      path(d, mix(palette.tone(colour, depth), palette.shade, 0.16)),
    );
    canvas.add(
      path(
        `M${n(x - r * 0.75)} ${n(y - r * 0.3)}q${n(r * 0.15)} ${n(-r * 0.34)} ${n(r * 0.6)} ${n(-r * 0.36)}q${n(r * 0.5)} ${n(-r * 0.04)} ${n(r * 0.75)} ${n(r * 0.2)}q${n(-r * 0.7)} ${n(-r * 0.1)} ${n(-r * 1.35)} ${n(r * 0.16)}z`,
        palette.tone(lighten(colour, 0.3), depth),
        0.8,
      ),
    );
  }
}
