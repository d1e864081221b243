import { ellipse, n, path, rect } from './canvas.ts';
import type { Spot } from './cast.ts';
import { darken, mix } from './colour.ts';
import type { Stage } from './stage.ts';

/** How deep swimmers are, as a share of their height: only head and shoulders are seen. */
const DEPTH = 0.68;

/** Someone in the water up to the shoulders, with rings around them. `draw` paints the whole figure at a place. */
export function swimmer(stage: Stage, spot: Spot, depth: number, draw: (spot: Spot) => void): void {
  const { canvas, palette, width } = stage;
  const clip = canvas.clip(rect(0, 0, width, spot.y, '#000'));
  canvas.add(`<g clip-path="${clip}">`);
  draw({ ...spot, y: spot.y + spot.size * depth });
  canvas.add('</g>');
  const foam = mix('#ffffff', palette.sky[1], 0.3);
  for (const [reach, opacity] of [
    [0.24, 0.7],
    [0.38, 0.4],
    [0.54, 0.2],
  ] as const)
    canvas.add(
      `<ellipse cx="${n(spot.x)}" cy="${n(spot.y)}" rx="${n(spot.size * reach)}" ry="${n(spot.size * reach * 0.16)}" fill="none" stroke="${foam}" stroke-width="${n(spot.size * 0.018)}" opacity="${opacity}"/>`,
    );
  canvas.add(
    ellipse(
      spot.x,
      spot.y + spot.size * 0.015,
      spot.size * 0.2,
      spot.size * 0.03,
      palette.tone('#2f6f86'),
      0.85,
    ),
  );
}

/** Animals are lower than people, so less of them is under water. */
export function depthOf(isPerson: boolean): number {
  return isPerson ? DEPTH : 0.45;
}

/** At sea people sit in a boat: its far side first, the people, then its near side. */
export function boatBehind(stage: Stage, spots: readonly Spot[]): void {
  const { canvas, palette } = stage;
  const { x, y, half, size } = boatBox(stage, spots);
  canvas.add(
    path(
      `M${n(x - half)} ${n(y - size * 0.3)}Q${n(x)} ${n(y - size * 0.16)} ${n(x + half)} ${n(y - size * 0.34)}L${n(x + half * 0.8)} ${n(y)}H${n(x - half * 0.8)}Z`,
      mix(palette.tone('#5a3b28'), palette.shade, 0.4),
    ),
  );
}

/** The boat's near side, over the people in it. */
export function boatInFront(stage: Stage, spots: readonly Spot[]): void {
  const { canvas, palette } = stage;
  const { x, y, half, size } = boatBox(stage, spots);
  const wood = palette.tone('#8a5a38');
  canvas.add(
    path(
      `M${n(x - half)} ${n(y - size * 0.32)}Q${n(x)} ${n(y - size * 0.1)} ${n(x + half)} ${n(y - size * 0.36)}Q${n(x + half * 0.86)} ${n(y + size * 0.1)} ${n(x + half * 0.6)} ${n(y + size * 0.14)}H${n(x - half * 0.6)}Q${n(x - half * 0.88)} ${n(y + size * 0.08)} ${n(x - half)} ${n(y - size * 0.32)}Z`,
      canvas.linear([
        { at: 0, colour: wood },
        { at: 1, colour: mix(darken(wood, 0.2), palette.shade, 0.4) },
      ]),
    ),
  );
  canvas.add(
    path(
      `M${n(x - half)} ${n(y - size * 0.32)}Q${n(x)} ${n(y - size * 0.1)} ${n(x + half)} ${n(y - size * 0.36)}l${n(-half * 0.01)} ${n(size * 0.06)}Q${n(x)} ${n(y - size * 0.03)} ${n(x - half * 0.98)} ${n(y - size * 0.26)}Z`,
      mix(wood, palette.light, 0.4),
    ),
  );
  canvas.add(ellipse(x, y + size * 0.15, half * 0.95, size * 0.05, mix('#ffffff', palette.sky[1], 0.3), 0.5));
}

/** Around all who sit in it, and inside the picture. */
function boatBox(
  { width }: Stage,
  spots: readonly Spot[],
): { x: number; y: number; half: number; size: number } {
  const xs = spots.map((spot) => spot.x);
  const size = Math.max(...spots.map((spot) => spot.size));
  const half = Math.min(width * 0.46, (Math.max(...xs) - Math.min(...xs)) / 2 + size * 0.6);
  const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
  const edge = half + width * 0.03;
  return {
    x: Math.min(Math.max(middle, edge), width - edge),
    y: Math.max(...spots.map((spot) => spot.y)),
    half,
    size,
  };
}
