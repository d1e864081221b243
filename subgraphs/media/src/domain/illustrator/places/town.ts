import { castle, chapel, cottage, skyline, townHouse, windowPaint } from '../buildings.ts';
import { circle, polygon, rect } from '../canvas.ts';
import { mix } from '../colour.ts';
import { paintSky } from '../sky.ts';
import type { PlacePainter, Stage } from '../stage.ts';
import { flowers, ground, hills, road, stones, tufts } from '../terrain.ts';
import { bush, tree, treeLine } from '../trees.ts';
import { grass, leafFrame } from './open-land.ts';
import { fence, lamp } from './tended-land.ts';

export const street: PlacePainter = {
  horizon: 0.55,
  indoors: false,
  back: (stage) => {
    const { horizon, height, width, random } = stage;
    paintSky(stage);
    skyline(stage, horizon, 190, 0.8, 'street-far');
    cobbles(stage);
    const vanish = width * random.between(0.42, 0.58);
    for (const side of [-1, 1]) {
      for (let i = 4; i >= 0; i--) {
        const t = 1 - i / 5;
        const base = horizon + (height - horizon) * 0.36 * t * t;
        const w = 70 + 150 * t;
        const x = side < 0 ? vanish - 34 - 560 * t * t - w * 0.55 : vanish + 34 + 560 * t * t - w * 0.45;
        townHouse(
          stage,
          x,
          base + 6,
          w,
          (130 + 350 * t) * random.between(0.88, 1.08),
          0.66 - t * 0.6,
          random,
        );
      }
    }
    lamp(stage, vanish - width * 0.2, horizon + (height - horizon) * 0.32, 250);
    lamp(stage, vanish + width * 0.13, horizon + (height - horizon) * 0.14, 150);
  },
};

/** Paving in rows that widen towards the viewer. */
export function cobbles(stage: Stage, colour = '#a29684'): void {
  const { canvas, palette, width, height, horizon } = stage;
  ground(stage, colour, 0);
  const random = stage.random.fork('cobbles');
  const rows = 12;
  for (let i = 0; i < rows; i++) {
    const t = i / rows;
    const y = horizon + (height - horizon) * t ** 1.8 + 4;
    const h = 3 + 26 * t;
    const w = 16 + 84 * t;
    for (let x = -(i % 2) * w * 0.5 - 10; x < width; x += w) {
      if (random.chance(0.45)) continue;
      canvas.add(
        rect(x, y, w * 0.9, h * 0.8, random.chance(0.5) ? palette.light : palette.shade, h * 0.35, 0.1),
      );
    }
  }
}

export const city: PlacePainter = {
  horizon: 0.6,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height, width, random } = stage;
    paintSky(stage);
    skyline(stage, horizon - 30, 330, 0.86, 'city-3');
    skyline(stage, horizon - 6, 240, 0.66, 'city-2');
    skyline(stage, horizon + 16, 150, 0.42, 'city-1');
    canvas.add(
      rect(
        0,
        horizon - 130,
        width,
        170,
        canvas.linear([
          { at: 0, colour: palette.haze, opacity: 0 },
          { at: 1, colour: palette.haze, opacity: 0.7 },
        ]),
      ),
    );
    cobbles(stage, '#8f8578');
    const side = random.chance(0.5);
    for (let i = 0; i < 3; i++)
      townHouse(
        stage,
        side ? -30 + i * 168 : width - 140 - i * 168,
        horizon + 70 - i * 16,
        164,
        430 - i * 60,
        0.1 + i * 0.14,
        random,
      );
    const wall = horizon + (height - horizon) * 0.3;
    for (let x = side ? width * 0.42 : 0; x < (side ? width : width * 0.58); x += 44)
      canvas.add(rect(x + 10, wall - 54, 14, 54, palette.tone('#b9ac98', 0.1), 6));
    canvas.add(
      rect(side ? width * 0.41 : 0, wall - 66, width * 0.59, 16, palette.tone('#cabda8', 0.1), 4),
      rect(side ? width * 0.41 : 0, wall - 4, width * 0.59, 14, palette.tone('#a39681', 0.1)),
    );
  },
};

export const village: PlacePainter = {
  horizon: 0.52,
  indoors: false,
  back: (stage) => {
    const { horizon, height, width, random } = stage;
    paintSky(stage);
    hills(stage, ['#8b9e90', '#8aa46c'], 0, 90);
    chapel(stage, width * random.between(0.44, 0.6), horizon + 14, 170, 0.55);
    treeLine(stage, ['ROUND'], horizon + 14, 90, 0.55, 9, 'village-trees');
    ground(stage, grass(stage), 0.4);
    road(stage, '#cdb68a', random.between(0.4, 0.6), 0.52, 0.34);
    for (const [at, t] of [
      [0.32, 0.1],
      [0.64, 0.13],
      [0.12, 0.26],
      [0.8, 0.32],
    ] as const) {
      cottage(stage, width * at - 60, horizon + (height - horizon) * t + 16, 120 + 330 * t, 0.5 - t, random);
    }
    fence(stage, horizon + (height - horizon) * 0.44);
    tufts(stage, '#86a04f', horizon + 130, height, 24);
  },
};

export const house: PlacePainter = {
  horizon: 0.54,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height, width, random } = stage;
    paintSky(stage);
    treeLine(stage, ['ROUND', 'POPLAR'], horizon + 8, 230, 0.6, 8, 'house-trees');
    ground(stage, grass(stage), 0.2);
    const x = width * random.between(0.26, 0.42);
    manor(stage, x, horizon + 46, width * 0.36);
    road({ ...stage, horizon: horizon + 46 }, '#d6c39a', random.between(0.35, 0.65), x / width + 0.18, 0.34);
    const side = random.chance(0.5);
    tree(stage, 'ROUND', width * (side ? 0.1 : 0.9), horizon + (height - horizon) * 0.36, 480, 0.1, random);
    for (const at of [0.2, 0.74, 0.86]) bush(stage, width * at, horizon + 80, 90, 0.2, random);
    flowers(stage, ['#e2574c', '#f3e9dc', '#f2b33d'], horizon + 100, height, 22);
    tufts(stage, '#7fa04f', horizon + 90, height, 24);
    canvas.add(canvas.glow(width * 0.5, horizon, width * 0.3, 80, palette.light, 0.12));
  },
};

function manor(stage: Stage, x: number, base: number, w: number): void {
  const { canvas, palette, lightSide } = stage;
  const random = stage.random.fork('manor');
  const wall = palette.tone(random.pick(['#e3d6bd', '#c98f74', '#d7cdbf', '#b9b5a6']), 0.22);
  const roof = palette.tone(random.pick(['#5d5a6b', '#7a4a3c']), 0.22);
  const h = w * 0.44;
  const trim = palette.tone('#f2ead8', 0.2);
  for (const at of [0.16, 0.8])
    canvas.add(rect(x + w * at, base - h * 1.66, w * 0.06, h * 0.5, palette.tone('#8f6a58', 0.22)));
  canvas.add(
    polygon(
      [
        [x - w * 0.04, base - h],
        [x + w * 0.09, base - h * 1.42],
        [x + w * 0.91, base - h * 1.42],
        [x + w * 1.04, base - h],
      ],
      roof,
    ),
  );
  canvas.add(
    rect(x, base - h, w, h, wall),
    rect(lightSide > 0 ? x : x + w * 0.88, base - h, w * 0.12, h, palette.shade, 0, 0.13),
  );
  canvas.add(
    polygon(
      [
        [x + w * 0.34, base - h * 0.98],
        [x + w * 0.5, base - h * 1.5],
        [x + w * 0.66, base - h * 0.98],
      ],
      mix(wall, palette.light, 0.12),
    ),
    circle(x + w * 0.5, base - h * 1.14, w * 0.03, windowPaint(stage, random, 0.2)),
  );
  for (let row = 0; row < 2; row++) {
    for (let i = 0; i < 7; i++) {
      if (row === 1 && i === 3) continue;
      const wx = x + w * (0.065 + i * 0.14) - w * 0.012;
      const wy = base - h * (row === 0 ? 0.9 : 0.46);
      canvas.add(
        rect(wx - 3, wy - 3, w * 0.062 + 6, h * 0.3 + 6, trim),
        rect(wx, wy, w * 0.062, h * 0.3, windowPaint(stage, random, 0.2)),
        rect(wx + w * 0.029, wy, 3, h * 0.3, trim),
        rect(wx, wy + h * 0.14, w * 0.062, 3, trim),
      );
    }
  }
  canvas.add(
    rect(x + w * 0.44, base - h * 0.52, w * 0.12, h * 0.52, trim),
    rect(x + w * 0.455, base - h * 0.48, w * 0.09, h * 0.48, palette.tone('#4d3a34', 0.2)),
    rect(x + w * 0.41, base - 8, w * 0.18, 10, trim),
  );
}

export const castlePlace: PlacePainter = {
  horizon: 0.56,
  indoors: false,
  back: (stage) => {
    const { horizon, height, width, random } = stage;
    paintSky(stage);
    hills(stage, ['#8d97a3', '#88997d'], 0.3, 130);
    const x = width * random.between(0.24, 0.5);
    castle(stage, x, horizon + 20, 440, 0.3, random);
    ground(stage, grass(stage), 1.1);
    road(stage, '#c5b08a', random.between(0.35, 0.65), (x + 170) / width, 0.28);
    treeLine(stage, ['PINE', 'ROUND'], horizon + 40, 110, 0.35, 8, 'castle-trees');
    stones(stage, '#928d85', horizon + 90, height, 6, 0.6);
    tufts(stage, '#809a50', horizon + 70, height, 26);
  },
  front: leafFrame,
};
