import { circle, ellipse, n, path, rect } from './canvas.ts';
import { lighten, mix } from './colour.ts';
import type { Stage } from './stage.ts';

/** Sky, sun or moon, stars and clouds. */
export function paintSky(stage: Stage): void {
  const { canvas, palette, width, height } = stage;
  const [top, middle, bottom] = palette.sky;
  const reach = Math.min(1, (stage.horizon / height) * 1.08);
  canvas.add(
    rect(
      0,
      0,
      width,
      height,
      canvas.linear([
        { at: 0, colour: top },
        { at: reach * 0.58, colour: middle },
        { at: reach, colour: bottom },
      ]),
    ),
  );
  const hidden =
    stage.brief.weather === 'STORM' || stage.brief.weather === 'RAIN' || stage.brief.weather === 'FOG';
  if (palette.dark && !hidden) stars(stage);
  paintSun(stage, hidden);
  if (stage.brief.weather === 'STORM') lightning(stage);
  clouds(stage);
}

function paintSun(stage: Stage, hidden: boolean): void {
  const { canvas, palette, sun, width } = stage;
  const glow = palette.dark ? 0.35 : palette.part === 'DAY' ? 0.55 : 0.8;
  canvas.add(
    canvas.glow(sun.x, sun.y, width * 0.34, width * 0.3, palette.light, hidden ? glow * 0.35 : glow),
  );
  if (hidden) return;
  const r = palette.part === 'DAY' ? 38 : 52;
  canvas.add(
    circle(sun.x, sun.y, r * 1.7, palette.light, 0.14),
    circle(sun.x, sun.y, r, lighten(palette.light, 0.4), 0.96),
  );
  if (!palette.dark) return;
  const shade = mix(palette.light, palette.sky[1], 0.22);
  for (const [dx, dy, size] of [
    [-0.3, -0.2, 0.24],
    [0.25, 0.1, 0.18],
    [-0.05, 0.42, 0.15],
    [0.3, -0.4, 0.1],
  ] as const) {
    canvas.add(circle(sun.x + dx * r, sun.y + dy * r, size * r, shade, 0.6));
  }
}

function stars(stage: Stage): void {
  const { canvas, palette, width, horizon } = stage;
  const random = stage.random.fork('stars');
  for (let i = 0; i < 130; i++) {
    const y = random.next() ** 1.4 * horizon;
    const r = 0.6 + random.next() ** 4 * 2.4;
    canvas.add(circle(random.between(0, width), y, r, palette.light, 0.9 - (y / horizon) * 0.6));
  }
}

function lightning(stage: Stage): void {
  const { canvas, width, horizon, palette } = stage;
  const random = stage.random.fork('lightning');
  let x = random.between(0.15, 0.85) * width;
  let y = 0;
  const left: string[] = [];
  const right: string[] = [];
  while (y < horizon * 0.92) {
    const thick = 5 * (1 - y / horizon) + 1.4;
    left.push(`${n(x - thick)} ${n(y)}`);
    right.unshift(`${n(x + thick)} ${n(y)}`);
    y += random.between(30, 70);
    x += random.between(-46, 46);
  }
  canvas.add(canvas.glow(x, horizon * 0.5, width * 0.3, horizon * 0.7, '#e8ecff', 0.5));
  canvas.add(
    path(`M${left.join('L')}L${n(x)} ${n(y)}L${right.join('L')}Z`, mix('#ffffff', palette.light, 0.2), 0.95),
  );
}

/** Flat-bottomed paper clouds in two rows; storms and grey days get more and darker ones. */
function clouds(stage: Stage): void {
  const { canvas, palette, width, horizon, brief, lightSide } = stage;
  const random = stage.random.fork('clouds');
  const heavy =
    brief.weather === 'STORM' ||
    brief.weather === 'RAIN' ||
    brief.weather === 'SNOW' ||
    brief.weather === 'CLOUDY';
  const count = heavy ? 9 : brief.weather === 'CLEAR' ? random.int(1, 3) : random.int(2, 5);
  for (let i = 0; i < count; i++) {
    const y = horizon * random.between(heavy ? 0.02 : 0.12, heavy ? 0.6 : 0.72);
    const size = random.between(70, heavy ? 230 : 150) * (1.15 - (y / horizon) * 0.6);
    const x = random.between(-0.05, 1.05) * width;
    const base = heavy
      ? mix(palette.sky[0], palette.shade, brief.weather === 'STORM' ? 0.5 : 0.16)
      : lighten(palette.sky[1], palette.dark ? 0.1 : 0.5);
    const puffs: string[] = [];
    const lit: string[] = [];
    for (let k = 0; k < 6; k++) {
      const t = k / 5 - 0.5;
      const r = size * (0.36 - Math.abs(t) * 0.34) * random.between(0.8, 1.2);
      puffs.push(ellipse(x + t * size * 1.9, y - r * 0.55, r * 1.35, r * 0.85, base));
      lit.push(
        ellipse(
          x + t * size * 1.9 + lightSide * r * 0.14,
          y - r * 0.72,
          r * 1.1,
          r * 0.6,
          mix(base, palette.light, heavy ? 0.16 : 0.5),
        ),
      );
    }
    const clip = canvas.clip(
      `<rect x="${n(x - size * 1.6)}" y="${n(y - size)}" width="${n(size * 3.2)}" height="${n(size)}"/>`,
    );
    canvas.add(
      `<g clip-path="${clip}" opacity="${heavy ? 0.85 : 0.72}">${puffs.join('')}${lit.join('')}</g>`,
    );
  }
}
