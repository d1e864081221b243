import { circle, ellipse, line, n, path, polygon } from '../canvas.ts';
import { darken, type Hex, lighten } from '../colour.ts';
import type { Paint } from './person.ts';

export interface BirdPlan {
  readonly body: number;
  readonly neck: number;
  readonly leg: number;
  readonly beak: number;
  readonly tail: number;
  readonly owl?: boolean;
  readonly comb?: boolean;
}

const INK = '#241c20';

export function bird(plan: BirdPlan, colour: Hex, paint: Paint): string {
  const { body, neck, leg, beak } = plan;
  const c = paint(colour);
  const dark = paint(darken(colour, 0.25));
  const light = paint(lighten(colour, 0.35));
  const beakColour = paint('#e0a23c');
  const r = body * (plan.owl ? 0.62 : 0.42);
  const cy = -leg - body * 0.62;
  const hx = body * (plan.owl ? 0.1 : 0.62) + neck * 0.22;
  const hy = cy - body * (plan.owl ? 0.72 : 0.42) - neck;
  const top = Math.abs(hy) + r * (plan.comb ? 1.5 : 1.05);
  const parts = [
    ...[-0.12, 0.2].map((dx) =>
      line(`M${n(dx * body)} ${n(-leg - 3)}V-2M${n(dx * body - 5)} -1H${n(dx * body + 7)}`, beakColour, 2.4),
    ),
    polygon(
      [
        [-body * 0.6, cy - 4],
        [-body * 0.7 - plan.tail, cy - plan.tail * (plan.comb ? 0.7 : 0.1) - 4],
        [-body * 0.62 - plan.tail * 0.8, cy + 12],
        [-body * 0.3, cy + body * 0.4],
      ],
      dark,
    ),
    ellipse(0, cy, body * 0.82, body * 0.62, c),
    path(
      `M${n(body * 0.2)} ${n(cy - body * 0.36)}Q${n(hx - r)} ${n(hy + r)} ${n(hx - r * 0.9)} ${n(hy)}H${n(hx + r * 0.7)}Q${n(hx + r * 0.4)} ${n(hy + neck * 0.7)} ${n(body * 0.8)} ${n(cy)}Z`,
      c,
    ),
    ellipse(body * 0.28, cy + body * 0.18, body * 0.44, body * 0.38, light, 0.75),
    path(
      `M${n(-body * 0.62)} ${n(cy - 2)}Q${n(-body * 0.1)} ${n(cy - body * 0.6)} ${n(body * 0.26)} ${n(cy - 4)}Q${n(0)} ${n(cy + body * 0.44)} ${n(-body * 0.9)} ${n(cy + body * 0.26)}Z`,
      dark,
    ),
    circle(hx, hy, r, c),
    plan.comb
      ? path(
          `M${n(hx - r * 0.6)} ${n(hy - r * 0.7)}q2 -${n(r)} ${n(r * 0.5)} -${n(r * 0.2)}q4 -${n(r * 0.8)} ${n(r * 0.6)} 0q6 -${n(r * 0.4)} ${n(r * 0.4)} ${n(r * 0.5)}z`,
          paint('#c8453a'),
        ) + ellipse(hx + r * 0.8, hy + r * 0.9, r * 0.2, r * 0.4, paint('#c8453a'))
      : '',
    polygon(
      [
        [hx + r * 0.7, hy - beak * 0.3],
        [hx + r * 0.8 + beak, hy + beak * 0.12],
        [hx + r * 0.66, hy + beak * 0.42],
      ],
      beakColour,
    ),
  ];
  if (plan.owl) {
    parts.push(
      ...[-0.36, 0.46].map(
        (dx) =>
          circle(hx + dx * r, hy - r * 0.1, r * 0.42, light) +
          circle(hx + dx * r, hy - r * 0.1, r * 0.22, paint(INK)),
      ),
    );
    parts.push(
      polygon(
        [
          [hx - r * 0.9, hy - r * 0.5],
          [hx - r * 0.8, hy - r * 1.25],
          [hx - r * 0.3, hy - r * 0.85],
        ],
        c,
      ),
      polygon(
        [
          [hx + r * 0.9, hy - r * 0.5],
          [hx + r * 0.85, hy - r * 1.25],
          [hx + r * 0.35, hy - r * 0.85],
        ],
        c,
      ),
    );
  } else {
    parts.push(
      circle(hx + r * 0.28, hy - r * 0.14, r * 0.2, paint('#fbf7ee')),
      circle(hx + r * 0.33, hy - r * 0.14, r * 0.13, paint(INK)),
    );
  }
  return `<g transform="scale(${Math.round((100 / top) * 1000) / 1000})">${parts.join('')}</g>`;
}
