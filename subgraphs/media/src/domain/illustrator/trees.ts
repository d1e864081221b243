import type { SceneBrief } from '@visiobook/schema';
import type { SeededRandom } from '../seeded-random.ts';
import { circle, ellipse, n, path } from './canvas.ts';
import { type Hex, lighten, mix } from './colour.ts';
import type { Stage } from './stage.ts';

export type TreeKind = 'ROUND' | 'PINE' | 'BARE' | 'POPLAR' | 'PALM';

/** Leaves by season; winter trees are bare or dark. */
export function foliage(season: SceneBrief['season']): readonly Hex[] {
  if (season === 'AUTUMN') return ['#c8702e', '#b5472f', '#d99a3a', '#8f5a2c'];
  if (season === 'WINTER') return ['#5b6f63', '#6d7f78', '#4b5c58'];
  if (season === 'SPRING') return ['#8bb556', '#a7c566', '#6fa05a', '#e3b3c0'];
  return ['#5e8f4a', '#46794a', '#7aa14d', '#3c6a4a'];
}

/** A tree that stands at (x, y) and is `size` high, with its lit side towards the light. */
export function tree(
  stage: Stage,
  kind: TreeKind,
  x: number,
  y: number,
  size: number,
  depth: number,
  random: SeededRandom,
): void {
  const leaf = random.pick(foliage(stage.brief.season));
  if (kind === 'PINE') pine(stage, x, y, size, depth, leaf, random);
  else if (kind === 'BARE') bare(stage, x, y, size, depth, random);
  else if (kind === 'PALM') palm(stage, x, y, size, depth, random);
  else leafy(stage, x, y, size, depth, leaf, random, kind === 'POPLAR');
}

function leafy(
  stage: Stage,
  x: number,
  y: number,
  size: number,
  depth: number,
  leaf: Hex,
  random: SeededRandom,
  tall: boolean,
): void {
  const { canvas, palette, lightSide } = stage;
  const bark = palette.tone('#5d4636', depth);
  const trunk = size * (tall ? 0.035 : 0.055);
  const lean = random.between(-0.06, 0.06) * size;
  canvas.add(
    path(
      `M${n(x - trunk * 1.6)} ${n(y)}Q${n(x - trunk * 0.7)} ${n(y - size * 0.08)} ${n(x - trunk * 0.6 + lean * 0.4)} ${n(y - size * 0.55)}L${n(x + trunk * 0.6 + lean * 0.4)} ${n(y - size * 0.55)}Q${n(x + trunk * 0.7)} ${n(y - size * 0.08)} ${n(x + trunk * 1.6)} ${n(y)}Z`,
      bark,
    ),
  );
  const dark = mix(palette.tone(leaf, depth), palette.shade, 0.28 * (1 - depth));
  const mid = palette.tone(leaf, depth);
  const lit = mix(palette.tone(lighten(leaf, 0.18), depth), palette.light, palette.dark ? 0.1 : 0.2);
  const spots: { x: number; y: number; r: number }[] = [];
  const count = tall ? 9 : 8;
  for (let i = 0; i < count; i++) {
    if (tall) {
      const t = i / (count - 1);
      spots.push({
        x: x + lean * t + random.between(-0.03, 0.03) * size,
        y: y - size * (0.2 + t * 0.74),
        r: size * 0.13 * (1.05 - Math.abs(t - 0.35)),
      });
      continue;
    }
    const turn = (i / count) * Math.PI * 2 + random.next();
    const reach = i === 0 ? 0 : size * 0.2;
    spots.push({
      x: x + lean + Math.cos(turn) * reach * 1.15,
      y: y - size * 0.66 + Math.sin(turn) * reach * 0.8,
      r: size * random.between(0.15, 0.23),
    });
  }
  for (const s of spots) canvas.add(ellipse(s.x, s.y + s.r * 0.2, s.r * 1.08, s.r, dark));
  for (const s of spots) canvas.add(ellipse(s.x + lightSide * s.r * 0.1, s.y, s.r * 0.92, s.r * 0.82, mid));
  for (const s of spots.slice(0, 5))
    canvas.add(ellipse(s.x + lightSide * s.r * 0.32, s.y - s.r * 0.34, s.r * 0.5, s.r * 0.36, lit, 0.75));
}

function pine(
  stage: Stage,
  x: number,
  y: number,
  size: number,
  depth: number,
  leaf: Hex,
  random: SeededRandom,
): void {
  const { canvas, palette, lightSide, brief } = stage;
  const green = mix(leaf, '#2f5546', 0.6);
  const snowy = brief.weather === 'SNOW' || brief.season === 'WINTER' || brief.place.kind === 'SNOWFIELD';
  canvas.add(
    path(
      `M${n(x - size * 0.03)} ${n(y)}h${n(size * 0.06)}v${n(-size * 0.2)}h${n(-size * 0.06)}z`,
      palette.tone('#4a3a30', depth),
    ),
  );
  const tiers = 5;
  for (let i = 0; i < tiers; i++) {
    const t = i / tiers;
    const base = y - size * (0.1 + t * 0.76);
    const half = size * 0.24 * (1 - t * 0.82) * random.between(0.94, 1.08);
    const top = base - size * (0.3 - t * 0.06);
    canvas.add(
      path(
        `M${n(x)} ${n(top)}Q${n(x - half * 0.35)} ${n(base - size * 0.09)} ${n(x - half)} ${n(base)}Q${n(x)} ${n(base + size * 0.035)} ${n(x + half)} ${n(base)}Q${n(x + half * 0.35)} ${n(base - size * 0.09)} ${n(x)} ${n(top)}Z`,
        mix(palette.tone(green, depth), palette.shade, (1 - t) * 0.22 * (1 - depth)),
      ),
    );
    const side = lightSide * half;
    canvas.add(
      path(
        `M${n(x)} ${n(top)}Q${n(x + side * 0.35)} ${n(base - size * 0.09)} ${n(x + side)} ${n(base)}Q${n(x + side * 0.5)} ${n(base - size * 0.01)} ${n(x + side * 0.25)} ${n(base - size * 0.02)}Z`,
        snowy
          ? palette.tone('#f3f8ff', depth)
          : mix(palette.tone(lighten(green, 0.12), depth), palette.light, 0.16),
        snowy ? 0.85 : 0.6,
      ),
    );
  }
}

function bare(stage: Stage, x: number, y: number, size: number, depth: number, random: SeededRandom): void {
  const { canvas, palette } = stage;
  const bark = mix(palette.tone('#4c3d38', depth), palette.shade, 0.3 * (1 - depth));
  const branches: string[] = [];
  const grow = (bx: number, by: number, angle: number, length: number, thick: number, left: number): void => {
    const ex = bx + Math.cos(angle) * length;
    const ey = by + Math.sin(angle) * length;
    const [nx, ny] = [-Math.sin(angle) * thick, Math.cos(angle) * thick];
    const bend = random.between(-0.12, 0.12) * length;
    const [mx, my] = [(bx + ex) / 2 - Math.sin(angle) * bend, (by + ey) / 2 + Math.cos(angle) * bend];
    branches.push(
      `M${n(bx + nx)} ${n(by + ny)}Q${n(mx + nx * 0.8)} ${n(my + ny * 0.8)} ${n(ex + nx * 0.6)} ${n(ey + ny * 0.6)}L${n(ex - nx * 0.6)} ${n(ey - ny * 0.6)}Q${n(mx - nx * 0.8)} ${n(my - ny * 0.8)} ${n(bx - nx)} ${n(by - ny)}Z`,
    );
    if (left === 0) return;
    const forks = left > 2 ? 3 : 2;
    for (let i = 0; i < forks; i++) {
      grow(
        ex,
        ey,
        angle + (i - (forks - 1) / 2) * random.between(0.5, 0.8) + random.between(-0.15, 0.15),
        length * random.between(0.6, 0.76),
        thick * 0.6,
        left - 1,
      );
    }
  };
  grow(x, y, -Math.PI / 2 + random.between(-0.08, 0.08), size * 0.36, size * 0.035, 4);
  canvas.add(path(branches.join(''), bark));
}

function palm(stage: Stage, x: number, y: number, size: number, depth: number, random: SeededRandom): void {
  const { canvas, palette } = stage;
  const lean = random.between(-0.3, 0.3) * size;
  const [tx, ty] = [x + lean, y - size * 0.82];
  const w = size * 0.026;
  canvas.add(
    path(
      `M${n(x - w * 1.5)} ${n(y)}Q${n(x + lean * 0.25)} ${n(y - size * 0.5)} ${n(tx - w * 0.6)} ${n(ty)}L${n(tx + w * 0.6)} ${n(ty)}Q${n(x + lean * 0.25 + w * 2)} ${n(y - size * 0.5)} ${n(x + w * 1.5)} ${n(y)}Z`,
      palette.tone('#7a5a3e', depth),
    ),
  );
  for (let i = 0; i < 8; i++) {
    const angle = -Math.PI * (0.02 + (i / 7) * 0.96);
    const reach = size * random.between(0.3, 0.4);
    const ex = tx + Math.cos(angle) * reach;
    const ey = ty + Math.sin(angle) * reach * 0.55 + reach * 0.34;
    const [cx, cy] = [tx + Math.cos(angle) * reach * 0.6, ty + Math.sin(angle) * reach * 0.9 - size * 0.05];
    canvas.add(
      path(
        `M${n(tx)} ${n(ty)}Q${n(cx)} ${n(cy)} ${n(ex)} ${n(ey)}Q${n(cx)} ${n(cy + size * 0.085)} ${n(tx)} ${n(ty)}Z`,
        palette.tone(i % 2 ? '#4f8a4d' : '#6aa057', depth),
      ),
    );
  }
  canvas.add(
    circle(tx - w, ty + w, w * 1.1, palette.tone('#6b4a2f', depth)),
    circle(tx + w, ty + w * 1.4, w * 1.1, palette.tone('#5d4029', depth)),
  );
}

/** A row of trees along a base line, sorted so that nearer ones cover farther ones. */
export function treeLine(
  stage: Stage,
  kinds: readonly TreeKind[],
  y: number,
  size: number,
  depth: number,
  count: number,
  label: string,
): void {
  const random = stage.random.fork(label);
  for (let i = 0; i < count; i++) {
    const x = ((i + random.between(0.1, 0.9)) / count) * stage.width * 1.1 - stage.width * 0.05;
    tree(
      stage,
      random.pick(kinds),
      x,
      y + random.between(-4, 8),
      size * random.between(0.75, 1.15),
      depth,
      random,
    );
  }
}

export function bush(
  stage: Stage,
  x: number,
  y: number,
  size: number,
  depth: number,
  random: SeededRandom,
): void {
  const { canvas, palette, lightSide } = stage;
  const leaf = random.pick(foliage(stage.brief.season));
  for (let i = 0; i < 5; i++) {
    const r = size * random.between(0.26, 0.42);
    const bx = x + (i / 4 - 0.5) * size * 1.3;
    canvas.add(
      path(
        `M${n(bx - r)} ${n(y)}a${n(r)} ${n(r)} 0 0 1 ${n(r * 2)} 0z`,
        mix(palette.tone(leaf, depth), palette.shade, 0.16),
      ),
    );
    canvas.add(
      ellipse(
        bx + lightSide * r * 0.25,
        y - r * 0.62,
        r * 0.55,
        r * 0.28,
        mix(palette.tone(lighten(leaf, 0.15), depth), palette.light, 0.15),
        0.7,
      ),
    );
  }
}
