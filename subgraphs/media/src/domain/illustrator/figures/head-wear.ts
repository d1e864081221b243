import { circle, ellipse, line, n, path, rect } from '../canvas.ts';
import { darken, lighten } from '../colour.ts';
import type { Looks } from './looks.ts';
import type { Paint, Spot } from './person.ts';

export function hairBehind(looks: Looks, { x, y }: Spot, r: number, paint: Paint): string {
  const hair = paint(darken(looks.hair, 0.15));
  if (looks.hairStyle === 'LONG')
    return path(
      `M${n(x - r * 1.1)} ${n(y - r * 0.2)}Q${n(x - r * 1.9)} ${n(y + r * 1.6)} ${n(x - r * 1.35)} ${n(y + r * 2.7)}Q${n(x - r * 0.4)} ${n(y + r * 2.5)} ${n(x + r * 0.5)} ${n(y + r * 2.1)}Q${n(x + r)} ${n(y + r)} ${n(x + r * 0.6)} ${n(y)}Z`,
      hair,
    );
  if (looks.hairStyle === 'CURLY')
    return [
      [-1, 0.2],
      [-1.12, 0.75],
      [-0.8, 1.1],
      [0.6, 0.9],
    ]
      .map(([dx, dy]) => circle(x + dx! * r, y + dy! * r, r * 0.46, hair))
      .join('');
  if (looks.hairStyle === 'BUN') return circle(x - r * 0.95, y - r * 0.55, r * 0.5, hair);
  if (looks.hairStyle === 'BRAID')
    return path(
      `M${n(x - r * 0.9)} ${n(y)}q${n(-r * 0.9)} ${n(r * 1.3)} ${n(-r * 0.4)} ${n(r * 3)}q${n(r * 0.6)} ${n(-r * 1.1)} ${n(r * 0.8)} ${n(-r * 2.4)}z`,
      hair,
    );
  return '';
}

export function hairFront(looks: Looks, { x, y }: Spot, r: number, paint: Paint): string {
  const hair = paint(looks.hair);
  if (looks.hairStyle === 'BALD')
    return path(
      `M${n(x - r * 0.98)} ${n(y + r * 0.2)}q${n(-r * 0.16)} ${n(-r * 0.5)} ${n(r * 0.14)} ${n(-r * 0.72)}q${n(r * 0.16)} ${n(r * 0.4)} ${n(r * 0.1)} ${n(r * 0.72)}z`,
      hair,
    );
  const shine = paint(lighten(looks.hair, 0.18));
  return (
    path(
      `M${n(x - r * 1.06)} ${n(y + r * 0.34)}Q${n(x - r * 1.26)} ${n(y - r * 1.16)} ${n(x + r * 0.02)} ${n(y - r * 1.16)}Q${n(x + r * 1.1)} ${n(y - r * 1.14)} ${n(x + r * 0.98)} ${n(y - r * 0.24)}Q${n(x + r * 0.6)} ${n(y - r * 0.6)} ${n(x + r * 0.1)} ${n(y - r * 0.62)}Q${n(x - r * 0.5)} ${n(y - r * 0.46)} ${n(x - r * 0.66)} ${n(y + r * 0.02)}Q${n(x - r * 0.8)} ${n(y + r * 0.34)} ${n(x - r * 1.06)} ${n(y + r * 0.34)}Z`,
      hair,
    ) +
    line(
      `M${n(x - r * 0.4)} ${n(y - r * 0.92)}q${n(r * 0.5)} ${n(-r * 0.16)} ${n(r * 0.9)} ${n(r * 0.1)}`,
      shine,
      r * 0.1,
      0.7,
    )
  );
}

export function hat(looks: Looks, { x, y }: Spot, r: number, paint: Paint): string {
  const felt = paint(darken(looks.cloth, 0.34));
  const band = paint(looks.second);
  const brim = (w: number, dy: number, colour = felt): string =>
    ellipse(x + r * 0.06, y - r * dy, r * w, r * 0.2, colour);
  switch (looks.hat) {
    case 'TOP':
      return (
        brim(1.45, 0.72) +
        path(
          `M${n(x - r * 0.86)} ${n(y - r * 0.74)}l${n(-r * 0.08)} ${n(-r * 1.4)}h${n(r * 1.96)}l${n(-r * 0.08)} ${n(r * 1.4)}z`,
          felt,
        ) +
        rect(x - r * 0.86, y - r * 1.06, r * 1.8, r * 0.3, band)
      );
    case 'CAP':
      return (
        path(
          `M${n(x - r * 1.06)} ${n(y - r * 0.46)}q${n(r * 0.1)} ${n(-r * 0.9)} ${n(r * 1.1)} ${n(-r * 0.86)}t${n(r * 1.0)} ${n(r * 0.86)}l${n(r * 0.5)} ${n(r * 0.16)}q${n(-r * 0.3)} ${n(r * 0.18)} ${n(-r * 0.9)} ${n(r * 0.02)}z`,
          felt,
        ) + rect(x - r * 1.04, y - r * 0.62, r * 2.06, r * 0.2, band)
      );
    case 'BONNET':
      return path(
        `M${n(x - r * 1.2)} ${n(y + r * 0.5)}Q${n(x - r * 1.5)} ${n(y - r * 1.4)} ${n(x + r * 0.1)} ${n(y - r * 1.36)}Q${n(x + r * 1.2)} ${n(y - r * 1.3)} ${n(x + r * 1.02)} ${n(y - r * 0.4)}Q${n(x)} ${n(y - r * 0.84)} ${n(x - r * 0.6)} ${n(y + r * 0.1)}Z`,
        paint('#f3ecdd'),
      );
    case 'HOOD':
      return path(
        `M${n(x - r * 1.3)} ${n(y + r * 1.3)}Q${n(x - r * 1.7)} ${n(y - r * 1.5)} ${n(x - r * 0.1)} ${n(y - r * 1.5)}Q${n(x + r * 1.3)} ${n(y - r * 1.4)} ${n(x + r * 1.08)} ${n(y - r * 0.3)}Q${n(x + r * 0.2)} ${n(y - r * 0.96)} ${n(x - r * 0.62)} ${n(y - r * 0.2)}Q${n(x - r * 0.9)} ${n(y + r * 0.8)} ${n(x - r * 0.5)} ${n(y + r * 1.3)}Z`,
        paint(looks.cloak ?? looks.cloth),
      );
    case 'CROWN':
      return (
        path(
          `M${n(x - r * 0.82)} ${n(y - r * 0.66)}l${n(-r * 0.16)} ${n(-r * 0.92)}l${n(r * 0.46)} ${n(r * 0.46)}l${n(r * 0.54)} ${n(-r * 0.74)}l${n(r * 0.54)} ${n(r * 0.74)}l${n(r * 0.46)} ${n(-r * 0.46)}l${n(-r * 0.16)} ${n(r * 0.92)}z`,
          paint('#e6bb45'),
        ) +
        [-0.9, 0.02, 0.94]
          .map((dx) => circle(x + dx * r, y - r * (dx === 0.02 ? 1.86 : 1.6), r * 0.15, paint('#d2434a')))
          .join('')
      );
    case 'STRAW':
      return (
        brim(1.6, 0.62, paint('#d9b867')) +
        path(
          `M${n(x - r * 0.82)} ${n(y - r * 0.64)}q0 ${n(-r * 0.92)} ${n(r * 0.9)} ${n(-r * 0.92)}t${n(r * 0.9)} ${n(r * 0.92)}z`,
          paint('#e5c87c'),
        ) +
        rect(x - r * 0.82, y - r * 0.92, r * 1.8, r * 0.26, paint(looks.cloth))
      );
    case 'TRICORNE':
      return (
        path(
          `M${n(x - r * 1.6)} ${n(y - r * 0.9)}Q${n(x)} ${n(y - r * 2.1)} ${n(x + r * 1.7)} ${n(y - r * 0.9)}Q${n(x)} ${n(y - r * 0.4)} ${n(x - r * 1.6)} ${n(y - r * 0.9)}Z`,
          paint('#26222a'),
        ) +
        line(
          `M${n(x - r * 1.5)} ${n(y - r * 0.92)}Q${n(x)} ${n(y - r * 0.46)} ${n(x + r * 1.6)} ${n(y - r * 0.92)}`,
          paint('#d8b052'),
          r * 0.13,
        )
      );
    case 'WIDE':
      return (
        brim(1.75, 0.66, paint(looks.cloth)) +
        path(
          `M${n(x - r * 0.84)} ${n(y - r * 0.66)}q${n(r * 0.06)} ${n(-r * 0.8)} ${n(r * 0.9)} ${n(-r * 0.8)}t${n(r * 0.9)} ${n(r * 0.8)}z`,
          paint(lighten(looks.cloth, 0.1)),
        ) +
        circle(x - r * 0.7, y - r * 0.9, r * 0.26, paint('#e88ba6')) +
        circle(x - r * 0.4, y - r * 1.06, r * 0.2, paint('#f2d06a'))
      );
    case 'NONE':
      return '';
  }
}
