import { skyline, townHouse } from '../buildings.ts';
import { line, n, path, rect } from '../canvas.ts';
import { mix } from '../colour.ts';
import { paintSky } from '../sky.ts';
import type { PlacePainter, Stage } from '../stage.ts';
import { stones } from '../terrain.ts';
import { bush, tree } from '../trees.ts';
import { ripples, waterSheet, waves } from '../water.ts';
import { barrel, sailingShip } from './ship.ts';

export const SEA = '#2f6f86';

export function roughness(stage: Stage): number {
  const { weather } = stage.brief;
  return weather === 'STORM'
    ? 1
    : weather === 'RAIN' || weather === 'WIND'
      ? 0.6
      : 0.18 + stage.brief.emotion.arousal * 0.2;
}

export const sea: PlacePainter = {
  horizon: 0.5,
  indoors: false,
  ground: 'WATER',
  back: (stage) => {
    const { horizon, height, width, random } = stage;
    paintSky(stage);
    waterSheet(stage, horizon, height, SEA);
    if (random.chance(0.5))
      sailingShip(stage, width * random.between(0.15, 0.85), horizon + 12, random.between(70, 120), 0.45);
    waves(stage, horizon + 10, height * 0.8, SEA, roughness(stage), 6);
    gulls(stage);
  },
  front: (stage) => waves(stage, stage.height * 0.8, stage.height * 1.05, SEA, roughness(stage), 3),
};

function gulls(stage: Stage): void {
  const { canvas, palette, width, horizon } = stage;
  if (palette.dark) return;
  const random = stage.random.fork('gulls');
  const [x, y] = [random.between(0.2, 0.8) * width, random.between(0.25, 0.6) * horizon];
  for (let i = 0; i < 5; i++) {
    const s = random.between(8, 18);
    canvas.add(
      line(
        `M${n(x + i * 42 - s)} ${n(y + random.between(-36, 36))}q${n(s * 0.5)} ${n(-s * 0.5)} ${n(s)} 0q${n(s * 0.5)} ${n(-s * 0.5)} ${n(s)} 0`,
        mix(palette.shade, palette.haze, 0.3),
        2.4,
        0.8,
      ),
    );
  }
}

export const shore: PlacePainter = {
  horizon: 0.46,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height, width, random } = stage;
    paintSky(stage);
    cliffs(stage, random.chance(0.5) ? 1 : -1);
    const water = horizon + (height - horizon) * 0.42;
    waterSheet(stage, horizon, water + 90, SEA);
    waves(stage, horizon + 8, water, SEA, roughness(stage), 5);
    const paint = canvas.linear([
      { at: 0, colour: palette.tone('#e3cb98', 0.12) },
      { at: 1, colour: mix(palette.tone('#c9a971'), palette.shade, 0.35) },
    ]);
    canvas.add(
      path(
        `M0 ${n(water + 30)}Q${n(width * 0.3)} ${n(water - 26)} ${n(width * 0.55)} ${n(water + 20)}T${n(width)} ${n(water - 6)}V${n(height)}H0Z`,
        mix('#ffffff', palette.sky[1], 0.25),
        0.7,
      ),
    );
    canvas.add(
      path(
        `M0 ${n(water + 42)}Q${n(width * 0.3)} ${n(water - 12)} ${n(width * 0.55)} ${n(water + 34)}T${n(width)} ${n(water + 8)}V${n(height)}H0Z`,
        paint,
      ),
    );
    stones({ ...stage, horizon: water }, '#8b8072', water + 60, height, 7, 0.7);
    gulls(stage);
  },
};

function cliffs(stage: Stage, side: 1 | -1): void {
  const { canvas, palette, width, horizon } = stage;
  const edge = side > 0 ? width : 0;
  for (let i = 0; i < 2; i++) {
    const reach = width * (0.42 - i * 0.16);
    const top = horizon - 90 - i * 90;
    const x = edge - side * reach;
    const face = palette.tone('#b6a58c', 0.62 - i * 0.22);
    canvas.add(
      path(
        `M${n(edge)} ${n(top)}L${n(edge - side * reach * 0.7)} ${n(top + 16)}L${n(x + side * 20)} ${n(top + 44)}L${n(x)} ${n(horizon + 24)}H${n(edge)}Z`,
        face,
      ),
    );
    canvas.add(
      path(
        `M${n(edge)} ${n(top)}L${n(edge - side * reach * 0.7)} ${n(top + 16)}L${n(x + side * 20)} ${n(top + 44)}l${n(side * 40)} 6L${n(edge)} ${n(top + 34)}Z`,
        palette.tone('#7d9458', 0.55 - i * 0.2),
      ),
    );
  }
}

export const island: PlacePainter = {
  horizon: 0.47,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height, width, random } = stage;
    paintSky(stage);
    waterSheet(stage, horizon, height, '#2f8a92');
    const peak = width * random.between(0.55, 0.75);
    canvas.add(
      path(
        `M${n(peak - 380)} ${n(horizon + 8)}Q${n(peak - 150)} ${n(horizon - 60)} ${n(peak - 50)} ${n(horizon - 190)}L${n(peak + 30)} ${n(horizon - 200)}Q${n(peak + 150)} ${n(horizon - 60)} ${n(peak + 360)} ${n(horizon + 8)}Z`,
        palette.tone('#5f7f63', 0.6),
      ),
    );
    waves(stage, horizon + 8, horizon + 130, '#2f8a92', roughness(stage), 4);
    const sand = canvas.linear([
      { at: 0, colour: palette.tone('#ecd49c', 0.08) },
      { at: 1, colour: mix(palette.tone('#cfae70'), palette.shade, 0.32) },
    ]);
    canvas.add(
      path(
        `M0 ${n(horizon + 150)}Q${n(width * 0.35)} ${n(horizon + 80)} ${n(width * 0.6)} ${n(horizon + 130)}T${n(width)} ${n(horizon + 120)}V${n(height)}H0Z`,
        sand,
      ),
    );
    const left = random.chance(0.5);
    for (const [at, size] of [
      [0.07, 430],
      [0.17, 330],
      [0.93, 380],
    ] as const)
      tree(stage, 'PALM', width * (left ? at : 1 - at), horizon + 190, size, 0.05, random);
    for (const at of [0.03, 0.26, 0.86, 0.97]) bush(stage, width * at, horizon + 196, 100, 0.1, random);
    stones({ ...stage, horizon: horizon + 100 }, '#8f8474', horizon + 190, height, 6, 0.6);
  },
};

export const harbour: PlacePainter = {
  horizon: 0.48,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height, width, random } = stage;
    paintSky(stage);
    skyline(stage, horizon + 6, 110, 0.72, 'port');
    waterSheet(stage, horizon, height, SEA);
    const flip = random.chance(0.5);
    for (let i = 0; i < 4; i++)
      townHouse(
        stage,
        flip ? width - 40 - (i + 1) * 104 : 40 + i * 104,
        horizon + 40,
        100,
        190 - i * 24,
        0.3 + i * 0.08,
        random,
      );
    sailingShip(stage, width * (flip ? 0.3 : 0.7), horizon + 96, 250, 0.2);
    ripples(stage, horizon + 60, height * 0.75, 24);
    const quay = horizon + (height - horizon) * 0.44;
    canvas.add(
      rect(
        0,
        quay,
        width,
        height - quay,
        canvas.linear([
          { at: 0, colour: palette.tone('#9b8b78', 0.1) },
          { at: 1, colour: mix(palette.tone('#7d6c5a'), palette.shade, 0.45) },
        ]),
      ),
    );
    for (let i = 0; i < 5; i++)
      for (let x = (i % 2) * -60; x < width; x += 130)
        canvas.add(rect(x, quay + 12 + i * i * 13, 126, 10 + i * 5, palette.shade, 3, 0.1));
    for (const x of [0.12, 0.5, 0.88])
      canvas.add(rect(width * x - 14, quay - 26, 28, 40, palette.tone('#4a3f3a'), 8));
    barrels(stage, width * (flip ? 0.9 : 0.1), quay + 70);
  },
};

function barrels(stage: Stage, x: number, y: number): void {
  for (const [dx, dy] of [
    [-46, 0],
    [6, 8],
    [-20, -64],
  ] as const)
    barrel(stage, x + dx, y + dy, 60);
}
