import type { Hex } from './colour.ts';

export interface Stop {
  readonly at: number;
  readonly colour: Hex;
  readonly opacity?: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A picture in the making, in units of which its short side has 900. Things drawn later lie on top. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly #defs: string[] = [];
  readonly #body: string[] = [];

  constructor(width: number, height: number) {
    const unit = 900 / Math.min(width, height);
    this.width = width * unit;
    this.height = height * unit;
  }

  add(...elements: readonly string[]): void {
    this.#body.push(...elements);
  }

  /** A paint for `fill`, from top to bottom unless `angle` says otherwise (in degrees, 90 is downwards). */
  linear(stops: readonly Stop[], angle = 90): string {
    const turn = ((angle - 90) * Math.PI) / 180;
    const [dx, dy] = [-Math.sin(turn) / 2, Math.cos(turn) / 2];
    const box = `x1="${n2(0.5 - dx)}" y1="${n2(0.5 - dy)}" x2="${n2(0.5 + dx)}" y2="${n2(0.5 + dy)}"`;
    return this.#define('linearGradient', box, stops);
  }

  /** A paint that spreads from the middle of what it fills. */
  radial(stops: readonly Stop[]): string {
    return this.#define('radialGradient', '', stops);
  }

  glow(x: number, y: number, rx: number, ry: number, colour: Hex, opacity: number): string {
    const paint = this.radial([
      { at: 0, colour, opacity },
      { at: 0.45, colour, opacity: opacity * 0.4 },
      { at: 1, colour, opacity: 0 },
    ]);
    return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${paint}"/>`;
  }

  /** A reference to a clip made of the given shape. */
  clip(shape: string): string {
    const id = `c${this.#defs.length}`;
    this.#defs.push(`<clipPath id="${id}">${shape}</clipPath>`);
    return `url(#${id})`;
  }

  toSvg(width: number, height: number): string {
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${n(this.width)} ${n(this.height)}">`,
      `<defs>${this.#defs.join('')}</defs>`,
      ...this.#body,
      '</svg>',
    ].join('');
  }

  #define(kind: string, attributes: string, stops: readonly Stop[]): string {
    const id = `p${this.#defs.length}`;
    const list = stops.map(
      ({ at, colour, opacity }) =>
        `<stop offset="${n2(at)}" stop-color="${colour}"${opacity === undefined ? '' : ` stop-opacity="${n2(opacity)}"`}/>`,
    );
    this.#defs.push(`<${kind} id="${id}" ${attributes}>${list.join('')}</${kind}>`);
    return `url(#${id})`;
  }
}

export function path(d: string, fill: string, opacity = 1): string {
  return `<path d="${d}" fill="${fill}"${opacity < 1 ? ` fill-opacity="${n2(opacity)}"` : ''}/>`;
}

export function line(d: string, stroke: string, width: number, opacity = 1): string {
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${n2(width)}" stroke-linecap="round" stroke-linejoin="round"${opacity < 1 ? ` stroke-opacity="${n2(opacity)}"` : ''}/>`;
}

export function rect(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  radius = 0,
  opacity = 1,
): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${fill}"${radius > 0 ? ` rx="${n(radius)}"` : ''}${opacity < 1 ? ` fill-opacity="${n2(opacity)}"` : ''}/>`;
}

export function circle(x: number, y: number, r: number, fill: string, opacity = 1): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n2(r)}" fill="${fill}"${opacity < 1 ? ` fill-opacity="${n2(opacity)}"` : ''}/>`;
}

export function ellipse(x: number, y: number, rx: number, ry: number, fill: string, opacity = 1): string {
  return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n2(rx)}" ry="${n2(ry)}" fill="${fill}"${opacity < 1 ? ` fill-opacity="${n2(opacity)}"` : ''}/>`;
}

export function polygon(points: readonly (readonly [number, number])[], fill: string, opacity = 1): string {
  return path(`M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z`, fill, opacity);
}

/** Places a drawing made around its own origin: moved, scaled, turned, and mirrored when `flip` is set. */
export function placed(content: string, x: number, y: number, scale: number, flip = false, turn = 0): string {
  const rotate = turn === 0 ? '' : ` rotate(${n2(turn)})`;
  return `<g transform="translate(${n(x)} ${n(y)})${rotate} scale(${n3(flip ? -scale : scale)} ${n3(scale)})">${content}</g>`;
}

/** A smooth curve through points, as the inside of a path's `d`. */
export function curve(points: readonly Point[]): string {
  const [first] = points;
  if (!first) return '';
  const parts = [`M${n(first.x)} ${n(first.y)}`];
  for (let i = 1; i < points.length; i++) {
    const [a, b, c, d] = [
      points[i - 2] ?? points[i - 1]!,
      points[i - 1]!,
      points[i]!,
      points[i + 1] ?? points[i]!,
    ];
    const c1 = { x: b.x + (c.x - a.x) / 6, y: b.y + (c.y - a.y) / 6 };
    const c2 = { x: c.x - (d.x - b.x) / 6, y: c.y - (d.y - b.y) / 6 };
    parts.push(`C${n(c1.x)} ${n(c1.y)} ${n(c2.x)} ${n(c2.y)} ${n(c.x)} ${n(c.y)}`);
  }
  return parts.join('');
}

export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function n2(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function n3(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
