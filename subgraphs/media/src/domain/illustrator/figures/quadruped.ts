import { circle, ellipse, line, n, path, polygon } from '../canvas.ts';
import { darken, type Hex, lighten } from '../colour.ts';
import type { Paint } from './person.ts';

/** Measures of a four-legged body before it is scaled to height 100. */
export interface QuadrupedPlan {
  readonly length: number;
  readonly leg: number;
  readonly chest: number;
  readonly neck: number;
  readonly head: number;
  readonly snout: number;
  readonly ears: 'POINTED' | 'FLOPPY' | 'ROUND' | 'SIDE' | 'BIG';
  readonly tail: 'UP' | 'BUSHY' | 'HAIR' | 'THIN' | 'CURL' | 'NONE';
  readonly mane?: boolean;
  readonly ruff?: boolean;
  readonly horns?: boolean;
  readonly antlers?: boolean;
  readonly wool?: boolean;
  readonly trunk?: boolean;
}

const INK = '#241c20';

export function quadruped(plan: QuadrupedPlan, fur: Hex, paint: Paint): string {
  const { length, leg, chest, neck, head } = plan;
  const c = paint(fur);
  const dark = paint(darken(fur, 0.2));
  const back = -(leg + chest);
  const front = length / 2;
  const rear = -length / 2;
  const hx = front + neck * 0.5 + head * 0.2;
  const hy = back - neck * 0.85 - head * 0.1;
  const top = Math.abs(hy) + head * (plan.antlers ? 2.6 : plan.ears === 'POINTED' ? 1.5 : 1.1);
  const limb = (x: number, colour: Hex, bend: number): string =>
    path(
      `M${n(x - chest * 0.2)} ${n(-leg - chest * 0.3)}Q${n(x - chest * 0.14 + bend)} ${n(-leg * 0.5)} ${n(x - chest * 0.1)} 0h${n(chest * 0.27)}Q${n(x + chest * 0.1 + bend)} ${n(-leg * 0.5)} ${n(x + chest * 0.24)} ${n(-leg - chest * 0.3)}Z`,
      colour,
    ) + ellipse(x + chest * 0.06, -1.6, chest * 0.2, 2.4, paint(darken(fur, 0.4)));
  const body = plan.wool
    ? wool(plan, c, paint(lighten(fur, 0.25)))
    : path(
        `M${n(rear)} ${n(back + chest * 0.16)}Q${n(0)} ${n(back - chest * 0.06)} ${n(front)} ${n(back)}Q${n(front + chest * 0.3)} ${n(back + chest * 0.5)} ${n(front - 2)} ${n(-leg + 1)}Q0 ${n(-leg - chest * 0.12)} ${n(rear + 6)} ${n(-leg + 1)}Q${n(rear - chest * 0.3)} ${n(back + chest * 0.6)} ${n(rear)} ${n(back + chest * 0.16)}Z`,
        c,
      );
  const drawing = [
    tail(plan, rear, back, c, paint(lighten(fur, 0.35)), dark),
    limb(rear + 10, dark, -4),
    limb(front - 10, dark, 3),
    body,
    path(
      `M${n(front - chest * 0.5)} ${n(back + 1)}Q${n(hx - head * 0.9)} ${n(hy + neck * 0.1)} ${n(hx - head * 0.5)} ${n(hy - head * 0.3)}L${n(hx + head * 0.4)} ${n(hy + head * 0.6)}Q${n(front + chest * 0.3)} ${n(back + chest * 0.3)} ${n(front + chest * 0.1)} ${n(back + chest * 0.62)}Z`,
      c,
    ),
    plan.mane
      ? path(
          `M${n(hx - head * 0.1)} ${n(hy - head * 1.1)}Q${n(hx - head * 1.5)} ${n(hy)} ${n(front - chest * 0.55)} ${n(back - 1)}Q${n(front - chest * 0.1)} ${n(back - neck * 0.1)} ${n(hx - head * 0.45)} ${n(hy + head * 0.1)}Z`,
          paint(darken(fur, 0.45)),
        )
      : '',
    plan.ruff ? circle(hx - head * 0.1, hy + head * 0.1, head * 1.45, paint(darken(fur, 0.35))) : '',
    ears(plan, hx, hy, c, dark, paint('#e0a59c'), true),
    muzzle(plan, hx, hy, c, paint(lighten(fur, 0.3)), paint),
    ears(plan, hx, hy, c, dark, paint('#e0a59c'), false),
    plan.horns
      ? line(
          `M${n(hx - head * 0.2)} ${n(hy - head * 0.8)}q${n(-head * 0.7)} ${n(-head * 0.5)} ${n(-head * 0.3)} ${n(-head)}M${n(hx + head * 0.4)} ${n(hy - head * 0.8)}q${n(head * 0.8)} ${n(-head * 0.3)} ${n(head * 0.6)} ${n(-head)}`,
          paint('#e9dcc0'),
          head * 0.2,
        )
      : '',
    plan.antlers
      ? line(
          `M${n(hx - head * 0.2)} ${n(hy - head * 0.8)}q${n(-head)} ${n(-head)} ${n(-head * 0.5)} ${n(-head * 2)}m${n(head * 0.06)} ${n(head * 0.9)}l${n(-head * 0.7)} ${n(-head * 0.5)}M${n(hx + head * 0.3)} ${n(hy - head * 0.8)}q${n(head * 1.1)} ${n(-head)} ${n(head * 0.7)} ${n(-head * 2)}m${n(0)} ${n(head * 0.9)}l${n(head * 0.7)} ${n(-head * 0.5)}`,
          paint('#b99a6c'),
          head * 0.16,
        )
      : '',
    limb(rear + 16, c, -4),
    limb(front - 3, c, 3),
  ].join('');
  return `<g transform="scale(${Math.round((100 / top) * 1000) / 1000})">${drawing}</g>`;
}

function muzzle(
  { head, snout, trunk }: QuadrupedPlan,
  x: number,
  y: number,
  c: Hex,
  light: Hex,
  paint: Paint,
): string {
  const end = x + head * 0.75 + snout;
  const nose = trunk
    ? line(
        `M${n(x + head * 0.5)} ${n(y + head * 0.2)}Q${n(x + head * 1.5)} ${n(y + head * 0.8)} ${n(x + head * 0.9)} ${n(y + head * 2.1)}Q${n(x + head * 0.8)} ${n(y + head * 2.5)} ${n(x + head * 1.3)} ${n(y + head * 2.5)}`,
        c,
        head * 0.42,
      )
    : path(
        `M${n(x)} ${n(y - head * 0.5)}Q${n(end - 2)} ${n(y - head * 0.3)} ${n(end)} ${n(y + head * 0.24)}Q${n(end - 1)} ${n(y + head * 0.66)} ${n(x)} ${n(y + head * 0.8)}Z`,
        c,
      ) +
      ellipse(end - snout * 0.3, y + head * 0.42, snout * 0.5 + 2, head * 0.24, light, 0.7) +
      ellipse(end - 1, y + head * 0.1, head * 0.15, head * 0.12, paint(INK));
  return (
    ellipse(x, y, head * 0.86, head * 0.86, c) +
    nose +
    circle(x + head * 0.34, y - head * 0.16, head * 0.13, paint(INK)) +
    circle(x + head * 0.38, y - head * 0.2, head * 0.045, '#ffffff') +
    (trunk
      ? ''
      : line(
          `M${n(end - snout * 0.2)} ${n(y + head * 0.46)}q${n(-snout * 0.4)} ${n(head * 0.2)} ${n(-snout * 0.8 - 2)} ${n(head * 0.04)}`,
          paint(INK),
          head * 0.06,
        ))
  );
}

function ears(
  { ears: kind, head }: QuadrupedPlan,
  x: number,
  y: number,
  c: Hex,
  dark: Hex,
  inner: Hex,
  far: boolean,
): string {
  const colour = far ? dark : c;
  const at = x + (far ? head * 0.42 : -head * 0.34);
  switch (kind) {
    case 'POINTED':
      return (
        polygon(
          [
            [at - head * 0.32, y - head * 0.56],
            [at - head * 0.04, y - head * 1.46],
            [at + head * 0.36, y - head * 0.62],
          ],
          colour,
        ) +
        (far
          ? ''
          : polygon(
              [
                [at - head * 0.14, y - head * 0.7],
                [at - head * 0.02, y - head * 1.2],
                [at + head * 0.2, y - head * 0.72],
              ],
              inner,
            ))
      );
    case 'FLOPPY':
      return far
        ? ''
        : path(
            `M${n(x - head * 0.5)} ${n(y - head * 0.72)}q${n(-head * 0.7)} ${n(head * 0.2)} ${n(-head * 0.5)} ${n(head * 1.2)}q${n(head * 0.5)} ${n(head * 0.1)} ${n(head * 0.74)} ${n(-head * 0.9)}z`,
            dark,
          );
    case 'ROUND':
      return (
        circle(at, y - head * 0.74, head * 0.34, colour) +
        (far ? '' : circle(at, y - head * 0.72, head * 0.19, inner))
      );
    case 'SIDE':
      return far ? '' : ellipse(x - head * 0.86, y - head * 0.34, head * 0.44, head * 0.2, dark);
    case 'BIG':
      return far
        ? ''
        : path(
            `M${n(x - head * 0.2)} ${n(y - head * 0.7)}Q${n(x - head * 1.7)} ${n(y - head * 1.1)} ${n(x - head * 1.5)} ${n(y + head * 0.4)}Q${n(x - head * 0.9)} ${n(y + head * 1.2)} ${n(x - head * 0.1)} ${n(y + head * 0.5)}Z`,
            dark,
          );
  }
}

function tail(
  { tail: kind, chest, leg }: QuadrupedPlan,
  x: number,
  back: number,
  c: Hex,
  light: Hex,
  dark: Hex,
): string {
  const y = back + chest * 0.25;
  switch (kind) {
    case 'UP':
      return line(`M${n(x + 2)} ${n(y)}Q${n(x - 26)} ${n(y - 6)} ${n(x - 20)} ${n(y - 34)}`, c, 5);
    case 'BUSHY':
      return (
        path(
          `M${n(x + 4)} ${n(y - 3)}Q${n(x - 26)} ${n(y - 6)} ${n(x - 40)} ${n(y + 18)}Q${n(x - 22)} ${n(y + 24)} ${n(x + 4)} ${n(y + 10)}Z`,
          c,
        ) +
        path(
          `M${n(x - 32)} ${n(y + 6)}L${n(x - 40)} ${n(y + 18)}Q${n(x - 32)} ${n(y + 21)} ${n(x - 26)} ${n(y + 19)}Z`,
          light,
        )
      );
    case 'HAIR':
      return path(
        `M${n(x + 4)} ${n(y - 4)}Q${n(x - 16)} ${n(y)} ${n(x - 13)} ${n(-leg * 0.3)}Q${n(x - 4)} ${n(-leg * 0.6)} ${n(x + 5)} ${n(y + 6)}Z`,
        dark,
      );
    case 'THIN':
      return (
        line(`M${n(x + 2)} ${n(y)}Q${n(x - 15)} ${n(y + 8)} ${n(x - 11)} ${n(-leg * 0.6)}`, c, 2.6) +
        ellipse(x - 11, -leg * 0.56, 3.4, 6, dark)
      );
    case 'CURL':
      return line(`M${n(x + 2)} ${n(y)}q-9 -3 -8 -9q2 -6 6 -2q1 6 -9 5`, c, 2.8);
    case 'NONE':
      return circle(x, y, 5, c);
  }
}

function wool({ length, leg, chest }: QuadrupedPlan, c: Hex, light: Hex): string {
  const puffs: string[] = [];
  for (let i = 0; i < 12; i++) {
    const turn = (i / 12) * Math.PI * 2;
    puffs.push(
      circle(
        Math.cos(turn) * length * 0.45,
        -leg - chest * 0.46 + Math.sin(turn) * chest * 0.36,
        chest * 0.27,
        i > 6 ? light : c,
      ),
    );
  }
  return ellipse(0, -leg - chest * 0.45, length * 0.5, chest * 0.46, c) + puffs.join('');
}
