import { skyline, townHouse } from '../buildings.ts';
import { circle, ellipse, line, n, path, polygon, rect } from '../canvas.ts';
import { lighten, mix } from '../colour.ts';
import { paintSky } from '../sky.ts';
import type { PlacePainter, Stage } from '../stage.ts';
import { flowers, ground, hills, ridge, stones, tufts } from '../terrain.ts';
import { bush, tree, treeLine } from '../trees.ts';
import { ripples, riverBed, waterSheet, waves } from '../water.ts';
import { grass } from './nature.ts';

const SEA = '#2f6f86';

function roughness(stage: Stage): number {
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

/** A two-master under sail. */
export function sailingShip(stage: Stage, x: number, y: number, size: number, depth: number): void {
  const { canvas, palette, lightSide } = stage;
  const hull = palette.tone('#5c3d2c', depth);
  const sail = mix(palette.tone('#f1e4c8', depth), palette.light, 0.1);
  const shadow = mix(sail, palette.shade, 0.22);
  const s = size;
  for (const [dx, h] of [
    [-0.28, 0.95],
    [0.2, 1.12],
  ] as const) {
    canvas.add(rect(x + dx * s - s * 0.012, y - h * s - s * 0.1, s * 0.024, h * s, hull));
    for (let i = 0; i < 3; i++) {
      const top = y - h * s - s * 0.04 + i * s * 0.3;
      const w = s * (0.22 + i * 0.05);
      canvas.add(
        path(
          `M${n(x + dx * s - w)} ${n(top)}h${n(w * 2)}q${n(w * 0.35)} ${n(s * 0.13)} 0 ${n(s * 0.26)}h${n(-w * 2)}q${n(w * 0.35)} ${n(-s * 0.13)} 0 ${n(-s * 0.26)}z`,
          i === 1 ? shadow : sail,
        ),
      );
    }
  }
  canvas.add(
    polygon(
      [
        [x + s * 0.5, y - s * 0.16],
        [x + s * 0.92, y - s * 0.26],
        [x + s * 0.24, y - s * 0.9],
      ],
      sail,
    ),
  );
  canvas.add(
    path(
      `M${n(x - s * 0.66)} ${n(y - s * 0.24)}h${n(s * 0.2)}v${n(s * 0.08)}h${n(s * 1)}l${n(s * 0.2)} ${n(-s * 0.06)}q${n(-s * 0.06)} ${n(s * 0.2)} ${n(-s * 0.24)} ${n(s * 0.26)}h${n(-s * 0.98)}q${n(-s * 0.16)} ${n(-s * 0.1)} ${n(-s * 0.18)} ${n(-s * 0.28)}z`,
      hull,
    ),
  );
  canvas.add(rect(x - s * 0.5, y - s * 0.1, s * 1.06, s * 0.025, palette.tone('#d8b66a', depth)));
  canvas.add(
    path(
      `M${n(x + s * 0.2)} ${n(y - s * 1.22)}l${n(lightSide * s * 0.2)} ${n(s * 0.04)}l${n(-lightSide * s * 0.2)} ${n(s * 0.05)}z`,
      palette.tone('#b8463e', depth),
    ),
  );
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

export function barrel(stage: Stage, x: number, y: number, size: number): void {
  const { canvas, palette } = stage;
  const wood = palette.tone('#8a5c38');
  const iron = palette.tone('#3d3a3a');
  const w = size * 0.36;
  canvas.add(
    path(
      `M${n(x - w)} ${n(y)}q${n(-size * 0.12)} ${n(-size * 0.45)} 0 ${n(-size * 0.9)}h${n(w * 2)}q${n(size * 0.12)} ${n(size * 0.45)} 0 ${n(size * 0.9)}z`,
      wood,
    ),
  );
  for (const t of [0.2, 0.68])
    canvas.add(rect(x - w - size * 0.05, y - size * t - 4, w * 2 + size * 0.1, 6, iron));
  canvas.add(ellipse(x, y - size * 0.9, w, size * 0.09, mix(wood, palette.light, 0.2)));
}

export const river: PlacePainter = {
  horizon: 0.48,
  indoors: false,
  back: (stage) => {
    const { horizon, height, random } = stage;
    paintSky(stage);
    hills(stage, ['#8ba093', '#84a070'], 0.05, 100);
    ground(stage, grass(stage), 0.6);
    riverBed(stage, '#3d7f92');
    treeLine(stage, ['ROUND', 'POPLAR', 'ROUND'], horizon + 12, 170, 0.5, 10, 'river-trees');
    const side = random.chance(0.5);
    tree(
      stage,
      'ROUND',
      stage.width * (side ? 0.07 : 0.93),
      horizon + (height - horizon) * 0.34,
      420,
      0.1,
      random,
    );
    tufts(stage, '#7f9c4e', horizon + 90, height, 34);
    flowers(stage, ['#f1e6c8', '#e9b94c', '#b87fc0'], horizon + 110, height, 18);
  },
  front: reeds,
};

/** Reeds in one lower corner. */
function reeds(stage: Stage): void {
  const { canvas, palette, width, height } = stage;
  const random = stage.random.fork('reeds');
  const left = random.chance(0.5);
  const green = mix(palette.tone('#4d6b3c'), palette.shade, 0.45);
  for (let i = 0; i < 18; i++) {
    const x = (left ? random.next() * 0.2 : 1 - random.next() * 0.2) * width;
    const h = random.between(120, 290);
    const lean = random.between(-30, 30);
    canvas.add(
      path(
        `M${n(x - 4)} ${n(height)}Q${n(x)} ${n(height - h * 0.5)} ${n(x + lean)} ${n(height - h)}Q${n(x + 5)} ${n(height - h * 0.5)} ${n(x + 5)} ${n(height)}Z`,
        green,
      ),
    );
    if (i % 3 === 0)
      canvas.add(
        `<ellipse cx="${n(x + lean)}" cy="${n(height - h)}" rx="6" ry="24" fill="${mix(palette.tone('#6b4426'), palette.shade, 0.3)}"/>`,
      );
  }
}

export const lake: PlacePainter = {
  horizon: 0.47,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height, width } = stage;
    const random = stage.random.fork('lake');
    paintSky(stage);
    hills(stage, ['#8797a6', '#7f9a80'], 0.25, 150);
    treeLine(stage, ['PINE', 'ROUND'], horizon + 4, 110, 0.6, 18, 'lake-far');
    const bank = horizon + (height - horizon) * 0.52;
    waterSheet(stage, horizon, bank + 60, '#3b7c8c');
    canvas.add(
      `<g transform="translate(0 ${n(horizon * 2 + 8)}) scale(1 -1)" opacity="0.26">${path(ridge(stage, horizon - 40, 60, 0.2, random), palette.tone('#5c7d68', 0.4))}</g>`,
    );
    waterSheetVeil(stage, horizon, bank);
    ripples(stage, horizon + 8, bank, 40);
    canvas.add(
      path(
        `M0 ${n(bank + 20)}Q${n(width * 0.4)} ${n(bank - 40)} ${n(width)} ${n(bank + 30)}V${n(height)}H0Z`,
        canvas.linear([
          { at: 0, colour: palette.tone(grass(stage), 0.1) },
          { at: 1, colour: mix(palette.tone(grass(stage)), palette.shade, 0.5) },
        ]),
      ),
    );
    tufts({ ...stage, horizon: bank - 60 }, '#78964c', bank + 20, height, 34);
  },
  front: reeds,
};

function waterSheetVeil(stage: Stage, top: number, bottom: number): void {
  const { canvas, palette, width } = stage;
  canvas.add(
    rect(
      0,
      (top + bottom) / 2,
      width,
      (bottom - top) / 2 + 60,
      canvas.linear([
        { at: 0, colour: palette.sky[1], opacity: 0 },
        { at: 1, colour: mix(palette.tone('#3b7c8c'), palette.shade, 0.3), opacity: 0.9 },
      ]),
    ),
  );
}

export const shipDeck: PlacePainter = {
  horizon: 0.44,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height, width, random } = stage;
    paintSky(stage);
    waterSheet(stage, horizon, height, SEA);
    waves(stage, horizon + 6, horizon + 150, SEA, roughness(stage), 4);
    const deck = horizon + (height - horizon) * 0.24;
    const vanish = width * 0.5;
    canvas.add(
      polygon(
        [
          [-20, height],
          [width * 0.1, deck],
          [width * 0.9, deck],
          [width + 20, height],
        ],
        canvas.linear([
          { at: 0, colour: palette.tone('#b98f5f', 0.08) },
          { at: 1, colour: mix(palette.tone('#8a6540'), palette.shade, 0.35) },
        ]),
      ),
    );
    for (let i = -10; i <= 10; i++)
      canvas.add(
        line(
          `M${n(vanish + i * width * 0.04)} ${n(deck)}L${n(vanish + i * width * 0.115)} ${n(height)}`,
          palette.shade,
          2,
          0.28,
        ),
      );
    railing(stage, deck);
    mast(stage, width * (random.chance(0.5) ? 0.2 : 0.8), deck + 60);
    barrel(stage, width * 0.12, deck + 120, 78);
    barrel(stage, width * 0.17, deck + 140, 78);
  },
};

function railing(stage: Stage, deck: number): void {
  const { canvas, palette, width } = stage;
  const wood = palette.tone('#6d452c', 0.05);
  for (let x = width * 0.1; x <= width * 0.9; x += 34) canvas.add(rect(x - 4, deck - 62, 8, 64, wood, 3));
  canvas.add(
    rect(width * 0.09, deck - 72, width * 0.82, 15, lighten(wood, 0.12), 5),
    rect(width * 0.1, deck - 6, width * 0.8, 12, mix(wood, palette.shade, 0.3)),
  );
  for (const side of [-1, 1]) {
    const x = width / 2 + side * width * 0.4;
    canvas.add(
      polygon(
        [
          [x, deck - 72],
          [x + side * width * 0.16, stage.height * 0.86],
          [x + side * width * 0.16, stage.height * 0.92],
          [x, deck - 56],
        ],
        lighten(wood, 0.08),
      ),
    );
  }
}

function mast(stage: Stage, x: number, base: number): void {
  const { canvas, palette, width } = stage;
  const wood = palette.tone('#7a5435', 0.02);
  const side = x < width / 2 ? 1 : -1;
  canvas.add(path(`M${n(x - 20)} 0h${n(width * 0.0001)}`, wood));
  const sail = mix(palette.tone('#efe0c0', 0.05), palette.light, 0.12);
  canvas.add(
    path(
      `M${n(x - side * 150)} -10H${n(x + side * 330)}Q${n(x + side * 380)} 120 ${n(x + side * 300)} ${n(stage.horizon * 0.62)}Q${n(x + side * 60)} ${n(stage.horizon * 0.72)} ${n(x - side * 150)} ${n(stage.horizon * 0.58)}Q${n(x - side * 190)} 100 ${n(x - side * 150)} -10Z`,
      canvas.linear([
        { at: 0, colour: sail },
        { at: 1, colour: mix(sail, palette.shade, 0.25) },
      ]),
    ),
  );
  canvas.add(
    path(`M${n(x - 15)} -10h30l7 ${n(base + 10)}h-44z`, wood),
    path(`M${n(x + stage.lightSide * 4)} -10h10l4 ${n(base + 10)}h-12z`, mix(wood, palette.light, 0.35), 0.7),
  );
  for (let i = 0; i < 7; i++) {
    canvas.add(
      line(`M${n(x)} ${n(i * 12)}L${n(x - side * (180 + i * 26))} ${n(base)}`, palette.shade, 2.4, 0.55),
    );
    canvas.add(
      line(
        `M${n(x - side * (i * 28))} ${n((base * i) / 7)}h${n(-side * (30 + i * 16))}`,
        palette.shade,
        1.8,
        0.4,
      ),
    );
  }
}

export const underwater: PlacePainter = {
  horizon: 0.72,
  indoors: false,
  ground: 'DEEP',
  back: (stage) => {
    const { canvas, palette, width, height, horizon } = stage;
    const random = stage.random.fork('deep');
    const tone = (c: string, d = 0) => mix(palette.tone(c, d * 0.4), '#0d4a63', 0.25 + d * 0.5);
    canvas.add(
      rect(
        0,
        0,
        width,
        height,
        canvas.linear([
          { at: 0, colour: tone('#7fd0cf') },
          { at: 0.45, colour: tone('#2f88a3') },
          { at: 1, colour: tone('#0c3450') },
        ]),
      ),
    );
    for (let i = 0; i < 7; i++) {
      const x = random.between(-0.1, 1) * width;
      const w = random.between(30, 120);
      canvas.add(
        polygon(
          [
            [x, -20],
            [x + w, -20],
            [x + w * 2.4 + 120, height],
            [x + 40, height],
          ],
          '#e9fff6',
          0.07,
        ),
      );
    }
    canvas.add(
      path(ridge(stage, horizon - 80, 120, 0.3, random), tone('#2d6a72', 0.8)),
      path(ridge(stage, horizon - 10, 70, 0.2, random), tone('#3a6f66', 0.4)),
    );
    canvas.add(
      path(
        ridge(stage, horizon + 50, 30, 0, random),
        canvas.linear([
          { at: 0, colour: tone('#c9b98a') },
          { at: 1, colour: tone('#3f5a5c') },
        ]),
      ),
    );
    for (let i = 0; i < 20; i++)
      weed(
        stage,
        random.between(0, width),
        horizon + random.between(40, 170),
        random.between(70, 260),
        tone(random.pick(['#3c8a5a', '#7a9a48', '#a8486a', '#c8703c'])),
        random.between(-40, 40),
      );
    for (let i = 0; i < 16; i++)
      fish(
        stage,
        random.between(0, width),
        random.between(0.1, 0.62) * height,
        random.between(12, 40),
        tone(random.pick(['#f0b44c', '#e06a52', '#d9e2e0', '#5ab0c8'])),
        random.chance(0.5),
      );
    for (let i = 0; i < 40; i++)
      canvas.add(
        circle(
          random.between(0, width),
          random.between(0, height),
          random.between(1.5, 7),
          '#ffffff',
          random.between(0.08, 0.3),
        ),
      );
  },
};

function weed(stage: Stage, x: number, y: number, h: number, colour: string, lean: number): void {
  stage.canvas.add(
    path(
      `M${n(x - 7)} ${n(y)}C${n(x - 20 + lean)} ${n(y - h * 0.4)} ${n(x + 24)} ${n(y - h * 0.6)} ${n(x + lean)} ${n(y - h)}C${n(x + 40)} ${n(y - h * 0.6)} ${n(x + lean)} ${n(y - h * 0.4)} ${n(x + 9)} ${n(y)}Z`,
      colour,
    ),
  );
}

function fish(stage: Stage, x: number, y: number, s: number, colour: string, flip: boolean): void {
  const k = flip ? -1 : 1;
  stage.canvas.add(
    path(
      `M${n(x + k * s)} ${n(y)}Q${n(x)} ${n(y - s * 0.7)} ${n(x - k * s * 0.7)} ${n(y)}L${n(x - k * s * 1.3)} ${n(y - s * 0.45)}V${n(y + s * 0.45)}L${n(x - k * s * 0.7)} ${n(y)}Q${n(x)} ${n(y + s * 0.7)} ${n(x + k * s)} ${n(y)}Z`,
      colour,
    ),
    circle(x + k * s * 0.55, y - s * 0.1, s * 0.09, '#16232c'),
  );
}
