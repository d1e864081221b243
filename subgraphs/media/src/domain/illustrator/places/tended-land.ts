import { chapel, cottage } from '../buildings.ts';
import { circle, ellipse, line, n, path, polygon, rect } from '../canvas.ts';
import { mix } from '../colour.ts';
import { paintSky } from '../sky.ts';
import type { PlacePainter, Stage } from '../stage.ts';
import { flowers, ground, groundBands, hills, road, tufts } from '../terrain.ts';
import { bush, tree, treeLine } from '../trees.ts';
import { FLOWERS, furrows, grass, leafFrame } from './open-land.ts';

export const garden: PlacePainter = {
  horizon: 0.5,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, width, height, horizon, random } = stage;
    paintSky(stage);
    treeLine(stage, ['ROUND', 'POPLAR', 'ROUND'], horizon + 6, 260, 0.6, 8, 'garden-back');
    hedge(stage, horizon + 26, 74, 0.4);
    ground({ ...stage, horizon: horizon + 24 }, grass(stage), 0.15);
    const plan = random.fork('garden');
    const gate = plan.pick([0.24, 0.4, 0.5, 0.62, 0.78]);
    if (plan.chance(0.75)) {
      road({ ...stage, horizon: horizon + 24 }, '#d9c49a', random.between(0.3, 0.7), gate, 0.3);
      arch(stage, width * gate, horizon + 40, plan.between(160, 230));
    } else basin(stage, width * gate, horizon + (height - horizon) * 0.28, plan.between(150, 200));
    for (const side of plan.pick([
      [0.06, 0.2, 0.8, 0.94],
      [0.05, 0.16, 0.3, 0.9],
      [0.1, 0.7, 0.84, 0.95],
    ]))
      roseBush(stage, width * side, horizon + (height - horizon) * (0.3 + Math.abs(side - 0.5) * 0.5), 70);
    flowers(stage, FLOWERS, horizon + 70, height, 46);
    tufts(stage, '#78a04f', horizon + 60, height, 30);
    canvas.add(canvas.glow(width * gate, horizon, width * 0.3, 140, palette.light, 0.22));
  },
  front: leafFrame,
};

/** A round fountain: its rim, the water, and one jet. */
function basin({ canvas, palette }: Stage, x: number, y: number, size: number): void {
  const stone = palette.tone('#c9c1b2', 0.12);
  const water = mix(palette.sky[1], palette.tone('#5d9fb0'), 0.5);
  canvas.add(
    ellipse(x, y + size * 0.12, size * 0.9, size * 0.14, palette.shade, 0.3),
    path(
      `M${n(x - size * 0.8)} ${n(y)}q${n(size * 0.04)} ${n(size * 0.24)} ${n(size * 0.8)} ${n(size * 0.24)}t${n(size * 0.8)} ${n(-size * 0.24)}z`,
      mix(stone, palette.shade, 0.2),
    ),
    ellipse(x, y, size * 0.8, size * 0.16, stone),
    ellipse(x, y, size * 0.7, size * 0.12, water),
    path(`M${n(x - 9)} ${n(y)}L${n(x - 5)} ${n(y - size * 0.5)}h10L${n(x + 9)} ${n(y)}z`, stone),
    ellipse(x, y - size * 0.5, size * 0.26, size * 0.06, stone),
  );
  for (const side of [-1, 1])
    canvas.add(
      line(
        `M${n(x)} ${n(y - size * 0.56)}q${n(side * size * 0.06)} ${n(-size * 0.3)} ${n(side * size * 0.3)} ${n(size * 0.5)}`,
        mix('#ffffff', palette.sky[1], 0.3),
        4,
        0.75,
      ),
    );
}

function hedge(stage: Stage, base: number, high: number, depth: number): void {
  const { canvas, palette, width } = stage;
  const random = stage.random.fork('hedge');
  let d = `M-10 ${n(base)}V${n(base - high)}`;
  for (let x = 0; x <= width + 40; x += 38)
    d += `q19 ${n(-14 - random.next() * 10)} 38 ${n(random.between(-3, 3))}`;
  canvas.add(path(`${d}V${n(base + 20)}H-10Z`, palette.tone('#4f7a46', depth)));
}

function arch(stage: Stage, x: number, base: number, size: number): void {
  const { canvas, palette } = stage;
  const random = stage.random.fork('arch');
  const wood = palette.tone('#efe6d2', 0.25);
  canvas.add(
    path(
      `M${n(x - size * 0.42)} ${n(base)}v${n(-size * 0.7)}a${n(size * 0.42)} ${n(size * 0.36)} 0 0 1 ${n(size * 0.84)} 0v${n(size * 0.7)}h${n(-size * 0.07)}v${n(-size * 0.68)}a${n(size * 0.35)} ${n(size * 0.3)} 0 0 0 ${n(-size * 0.7)} 0v${n(size * 0.68)}z`,
      wood,
    ),
  );
  for (let i = 0; i < 44; i++) {
    const t = random.next() * Math.PI;
    const up = random.chance(0.5);
    const px = up ? x - Math.cos(t) * size * 0.4 : x + (random.chance(0.5) ? -1 : 1) * size * 0.39;
    const py = up ? base - size * 0.7 - Math.sin(t) * size * 0.33 : base - random.next() * size * 0.7;
    canvas.add(
      circle(px, py, random.between(5, 11), palette.tone(i % 3 ? '#5c8d4c' : random.pick(FLOWERS), 0.2)),
    );
  }
}

function roseBush(stage: Stage, x: number, y: number, size: number): void {
  const random = stage.random.fork(`rose${Math.round(x)}`);
  const scale = 0.6 + (y - stage.horizon) / (stage.height - stage.horizon);
  bush(stage, x, y, size * 1.5 * scale, 0.1, random);
  const colour = stage.palette.tone(random.pick(FLOWERS), 0.05);
  for (let i = 0; i < 12; i++) {
    stage.canvas.add(
      circle(
        x + random.between(-1, 1) * size * scale,
        y - random.between(0.1, 0.75) * size * scale,
        6.5 * scale,
        colour,
      ),
    );
  }
}

export const park: PlacePainter = {
  horizon: 0.5,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height, random, width } = stage;
    paintSky(stage);
    treeLine(stage, ['ROUND', 'ROUND', 'POPLAR'], horizon + 4, 200, 0.72, 11, 'park-far');
    ground(stage, grass(stage), 0.5);
    groundBands(stage, grass(stage));
    road(stage, '#d6c7a1', random.between(0.2, 0.8), random.between(0.4, 0.6), 0.26);
    const side = random.chance(0.5) ? 0.1 : 0.9;
    tree(stage, 'ROUND', width * side, horizon + (height - horizon) * 0.36, 470, 0.12, random);
    bench(stage, width * (side < 0.5 ? 0.26 : 0.74), horizon + (height - horizon) * 0.3, 120);
    lamp(stage, width * (1 - side), horizon + (height - horizon) * 0.3, 260);
    tufts(stage, '#7ba04f', horizon + 60, height, 26);
    canvas.add(canvas.glow(width / 2, horizon, width * 0.4, 90, palette.light, 0.2));
  },
};

function bench(stage: Stage, x: number, y: number, size: number): void {
  const wood = stage.palette.tone('#8a5a3a', 0.1);
  const iron = stage.palette.tone('#37404a', 0.1);
  stage.canvas.add(ellipse(x, y + 3, size * 0.56, 7, stage.palette.shade, 0.25));
  for (const dx of [-0.42, 0.42])
    stage.canvas.add(rect(x + dx * size - 4, y - size * 0.5, 7, size * 0.5, iron));
  for (const dy of [0.5, 0.4, 0.22])
    stage.canvas.add(rect(x - size / 2, y - size * dy, size, size * 0.07, wood, 2));
}

export function lamp(stage: Stage, x: number, y: number, size: number): void {
  const { canvas, palette } = stage;
  const iron = palette.tone('#2f3740', 0.05);
  if (palette.part !== 'DAY')
    canvas.add(canvas.glow(x, y - size * 0.9, size * 0.8, size * 0.8, '#ffcf7a', 0.55));
  canvas.add(
    rect(x - 4, y - size * 0.84, 8, size * 0.84, iron),
    rect(x - 11, y - 14, 22, 14, iron, 3),
    rect(x - 16, y - size * 0.8, 32, 5, iron),
  );
  canvas.add(
    polygon(
      [
        [x - 15, y - size * 0.84],
        [x + 15, y - size * 0.84],
        [x + 21, y - size * 0.98],
        [x - 21, y - size * 0.98],
      ],
      palette.part === 'DAY' ? palette.tone('#e9e2c8') : '#ffdf9a',
    ),
    polygon(
      [
        [x - 23, y - size * 0.98],
        [x + 23, y - size * 0.98],
        [x, y - size * 1.07],
      ],
      iron,
    ),
  );
}

export const graveyard: PlacePainter = {
  horizon: 0.52,
  indoors: false,
  back: (stage) => {
    const { horizon, height, random, width } = stage;
    paintSky(stage);
    hills(stage, ['#7c8a80', '#72816c'], 0, 60);
    chapel(stage, width * random.between(0.55, 0.75), horizon + 22, 210, 0.5);
    ground(stage, '#6f7f58', 0.8);
    tree(stage, 'BARE', width * random.between(0.06, 0.2), horizon + 70, 480, 0.1, random);
    const stonesAt = stage.random.fork('graves');
    for (let i = 0; i < 17; i++) {
      const t = (i + 0.5) / 17;
      grave(
        stage,
        stonesAt.between(0.02, 0.98) * width,
        horizon + 26 + (height - horizon) * t * t * 0.62,
        40 + 90 * t * t,
        0.5 * (1 - t),
        stonesAt.int(0, 2),
      );
    }
    tufts(stage, '#66794c', horizon + 40, height, 40);
  },
};

function grave(stage: Stage, x: number, y: number, size: number, depth: number, shape: number): void {
  const { canvas, palette, lightSide } = stage;
  const stone = palette.tone('#9a9c98', depth);
  const w = size * 0.34;
  canvas.add(ellipse(x, y, w * 1.5, size * 0.07, palette.shade, 0.3));
  if (shape === 0) {
    canvas.add(
      rect(x - w * 0.18, y - size, w * 0.36, size, stone),
      rect(x - w * 0.7, y - size * 0.78, w * 1.4, w * 0.34, stone),
    );
    return;
  }
  const d =
    shape === 1
      ? `M${n(x - w)} ${n(y)}v${n(-size * 0.6)}a${n(w)} ${n(w)} 0 0 1 ${n(w * 2)} 0v${n(size * 0.6)}z`
      : `M${n(x - w)} ${n(y)}v${n(-size * 0.75)}l${n(w)} ${n(-size * 0.2)}l${n(w)} ${n(size * 0.2)}v${n(size * 0.75)}z`;
  canvas.add(
    path(d, stone),
    rect(lightSide > 0 ? x - w : x + w * 0.6, y - size * 0.6, w * 0.4, size * 0.6, palette.shade, 0, 0.2),
  );
}

export const farm: PlacePainter = {
  horizon: 0.52,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height, random, width } = stage;
    paintSky(stage);
    hills(stage, ['#8fa28a', '#90a866'], 0, 80);
    ground(stage, grass(stage), 0.5);
    furrows(stage);
    const x = width * random.between(0.08, 0.2);
    barn(stage, x, horizon + 76, 300);
    cottage(stage, width * random.between(0.6, 0.72), horizon + 60, 210, 0.3, random);
    fence(stage, horizon + (height - horizon) * 0.4);
    for (let i = 0; i < 3; i++) haystack(stage, width * (0.45 + i * 0.08), horizon + 70 + i * 14, 46 + i * 8);
    tufts(stage, '#93a352', horizon + 90, height, 34);
    canvas.add(canvas.glow(width / 2, horizon, width * 0.4, 80, palette.light, 0.16));
  },
};

function barn(stage: Stage, x: number, base: number, size: number): void {
  const { canvas, palette } = stage;
  const red = palette.tone('#a3483a', 0.25);
  canvas.add(
    polygon(
      [
        [x, base],
        [x, base - size * 0.5],
        [x + size * 0.12, base - size * 0.78],
        [x + size * 0.4, base - size * 0.95],
        [x + size * 0.68, base - size * 0.78],
        [x + size * 0.8, base - size * 0.5],
        [x + size * 0.8, base],
      ],
      red,
    ),
  );
  canvas.add(
    path(
      `M${n(x - 10)} ${n(base - size * 0.48)}L${n(x + size * 0.12)} ${n(base - size * 0.8)}L${n(x + size * 0.4)} ${n(base - size * 0.98)}L${n(x + size * 0.68)} ${n(base - size * 0.8)}L${n(x + size * 0.8 + 10)} ${n(base - size * 0.48)}l-8 -4L${n(x + size * 0.66)} ${n(base - size * 0.74)}L${n(x + size * 0.4)} ${n(base - size * 0.9)}L${n(x + size * 0.14)} ${n(base - size * 0.74)}L${n(x - 2)} ${n(base - size * 0.46)}Z`,
      palette.tone('#5c4a4a', 0.25),
    ),
  );
  const trim = palette.tone('#efe6d6', 0.25);
  canvas.add(
    rect(x + size * 0.24, base - size * 0.42, size * 0.32, size * 0.42, trim),
    rect(x + size * 0.255, base - size * 0.405, size * 0.29, size * 0.405, palette.tone('#7d332b', 0.25)),
    rect(x + size * 0.34, base - size * 0.72, size * 0.12, size * 0.14, trim),
    rect(x + size * 0.355, base - size * 0.705, size * 0.09, size * 0.11, palette.tone('#40302c', 0.25)),
  );
}

export function fence(stage: Stage, y: number): void {
  const { canvas, palette, width } = stage;
  const wood = palette.tone('#9a7a55', 0.1);
  for (const dy of [-50, -26]) canvas.add(rect(0, y + dy, width, 8, wood));
  for (let x = 20; x < width; x += 118)
    canvas.add(rect(x, y - 70, 13, 76, mix(wood, palette.shade, 0.12), 3));
}

function haystack(stage: Stage, x: number, y: number, size: number): void {
  const { canvas, palette, lightSide } = stage;
  const straw = palette.tone('#d9b65c', 0.25);
  canvas.add(
    path(
      `M${n(x - size * 0.7)} ${n(y)}Q${n(x - size * 0.7)} ${n(y - size * 1.2)} ${n(x)} ${n(y - size * 1.3)}Q${n(x + size * 0.7)} ${n(y - size * 1.2)} ${n(x + size * 0.7)} ${n(y)}Z`,
      straw,
    ),
    path(
      `M${n(x)} ${n(y - size * 1.3)}Q${n(x + lightSide * size * 0.7)} ${n(y - size * 1.2)} ${n(x + lightSide * size * 0.7)} ${n(y)}h${n(-lightSide * size * 0.4)}Q${n(x + lightSide * size * 0.4)} ${n(y - size)} ${n(x)} ${n(y - size * 1.3)}Z`,
      mix(straw, palette.light, 0.3),
    ),
  );
}
