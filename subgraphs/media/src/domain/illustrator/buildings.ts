import type { SeededRandom } from '../seeded-random.ts';
import { circle, n, path, polygon, rect } from './canvas.ts';
import { darken, type Hex, lighten, mix } from './colour.ts';
import type { Stage } from './stage.ts';

const WALLS: readonly Hex[] = [
  '#d8c3a0',
  '#c9a583',
  '#b98a6c',
  '#a9b0a6',
  '#d9d0bd',
  '#b56f58',
  '#8f9aa6',
  '#cdb6a6',
];
const ROOFS: readonly Hex[] = ['#7a4638', '#5c4a52', '#4c5763', '#8b5a3c', '#6a3f3f'];

/** Light in a window: lamps at night, sky by day. */
export function windowPaint(stage: Stage, random: SeededRandom, depth: number): Hex {
  const { palette } = stage;
  const lit =
    palette.part === 'NIGHT' ? random.chance(0.55) : palette.part === 'DUSK' ? random.chance(0.4) : false;
  return lit
    ? mix('#ffcf73', palette.haze, depth * 0.4)
    : mix(palette.tone('#4d6170', depth), palette.sky[1], 0.3);
}

/** A town house seen from the street: façade, windows in rows, roof with chimney. */
export function townHouse(
  stage: Stage,
  x: number,
  base: number,
  width: number,
  height: number,
  depth: number,
  random: SeededRandom,
): void {
  const { canvas, palette, lightSide } = stage;
  const wall = random.pick(WALLS);
  const roof = random.pick(ROOFS);
  const paint = canvas.linear([
    { at: 0, colour: palette.tone(lighten(wall, 0.08), depth) },
    { at: 1, colour: mix(palette.tone(wall, depth), palette.shade, 0.3 * (1 - depth)) },
  ]);
  const roofHeight = width * random.between(0.3, 0.6);
  const gable = random.chance(0.5);
  const top = base - height;
  if (random.chance(0.8))
    canvas.add(
      rect(
        x + width * random.between(0.15, 0.7),
        top - roofHeight * 0.95,
        width * 0.1,
        roofHeight * 0.7,
        palette.tone(darken(wall, 0.25), depth),
      ),
    );
  canvas.add(
    gable
      ? polygon(
          [
            [x - width * 0.06, top + 2],
            [x + width * 0.5, top - roofHeight],
            [x + width * 1.06, top + 2],
          ],
          palette.tone(roof, depth),
        )
      : polygon(
          [
            [x - width * 0.05, top + 2],
            [x + width * 0.1, top - roofHeight * 0.7],
            [x + width * 0.9, top - roofHeight * 0.7],
            [x + width * 1.05, top + 2],
          ],
          palette.tone(roof, depth),
        ),
  );
  canvas.add(rect(x, top, width, height, paint));
  canvas.add(
    rect(
      lightSide > 0 ? x : x + width * 0.86,
      top,
      width * 0.14,
      height,
      palette.shade,
      0,
      0.14 * (1 - depth * 0.6),
    ),
  );
  const columns = Math.max(2, Math.round(width / 62));
  const rows = Math.max(2, Math.round(height / 92));
  const cell = { w: width / columns, h: (height * 0.94) / rows };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (row === rows - 1 && column === Math.floor(columns / 2)) {
        door(stage, x + (column + 0.5) * cell.w, base, cell.w * 0.5, cell.h * 0.82, depth, random);
        continue;
      }
      const w = cell.w * 0.46;
      const h = cell.h * 0.58;
      windowAt(
        stage,
        x + (column + 0.5) * cell.w - w / 2,
        top + height * 0.04 + row * cell.h + cell.h * 0.16,
        w,
        h,
        wall,
        depth,
        random,
      );
    }
  }
  canvas.add(
    rect(
      x - width * 0.02,
      top - 2,
      width * 1.04,
      Math.max(3, width * 0.03),
      palette.tone(lighten(wall, 0.25), depth),
    ),
  );
}

function windowAt(
  stage: Stage,
  x: number,
  y: number,
  w: number,
  h: number,
  wall: Hex,
  depth: number,
  random: SeededRandom,
): void {
  const { canvas, palette } = stage;
  const frame = palette.tone(lighten(wall, 0.4), depth);
  const glass = windowPaint(stage, random, depth);
  if (glass.startsWith('#f') && palette.dark)
    canvas.add(canvas.glow(x + w / 2, y + h / 2, w * 1.6, h * 1.3, '#ffc86a', 0.28));
  canvas.add(rect(x - w * 0.1, y - w * 0.1, w * 1.2, h + w * 0.2, frame), rect(x, y, w, h, glass));
  canvas.add(
    rect(x + w * 0.46, y, w * 0.08, h, frame),
    rect(x, y + h * 0.42, w, w * 0.07, frame),
    rect(x - w * 0.16, y + h + w * 0.06, w * 1.32, w * 0.12, palette.tone(darken(wall, 0.15), depth)),
  );
}

function door(
  stage: Stage,
  x: number,
  base: number,
  w: number,
  h: number,
  depth: number,
  random: SeededRandom,
): void {
  const { canvas, palette } = stage;
  const wood = random.pick(['#6b3a2a', '#35524a', '#31435e', '#7a5a2f']);
  canvas.add(
    path(
      `M${n(x - w * 0.6)} ${n(base)}v${n(-h * 0.8)}a${n(w * 0.6)} ${n(w * 0.5)} 0 0 1 ${n(w * 1.2)} 0v${n(h * 0.8)}z`,
      palette.tone('#cfc1a6', depth),
    ),
  );
  canvas.add(
    path(
      `M${n(x - w * 0.46)} ${n(base)}v${n(-h * 0.78)}a${n(w * 0.46)} ${n(w * 0.4)} 0 0 1 ${n(w * 0.92)} 0v${n(h * 0.78)}z`,
      palette.tone(wood, depth),
    ),
  );
  canvas.add(circle(x + w * 0.28, base - h * 0.38, w * 0.06, palette.tone('#e0b95a', depth)));
}

/** A low country house with a steep roof. */
export function cottage(
  stage: Stage,
  x: number,
  base: number,
  width: number,
  depth: number,
  random: SeededRandom,
): void {
  const { canvas, palette, lightSide } = stage;
  const wall = random.pick(['#e4d3b3', '#d8bfa0', '#cbbfae', '#e6dcc6']);
  const roof = random.pick(['#8b5a3c', '#6d4b45', '#a36a3e', '#5c5560']);
  const h = width * 0.46;
  canvas.add(rect(x + width * 0.7, base - h * 2.05, width * 0.1, h * 0.9, palette.tone('#8c6d5c', depth)));
  smoke(stage, x + width * 0.75, base - h * 2.05, width * 0.5, random);
  canvas.add(rect(x, base - h, width, h, palette.tone(wall, depth)));
  canvas.add(rect(lightSide > 0 ? x : x + width * 0.8, base - h, width * 0.2, h, palette.shade, 0, 0.12));
  canvas.add(
    polygon(
      [
        [x - width * 0.1, base - h * 0.94],
        [x + width * 0.12, base - h * 1.9],
        [x + width * 0.88, base - h * 1.9],
        [x + width * 1.1, base - h * 0.94],
      ],
      palette.tone(roof, depth),
    ),
  );
  canvas.add(
    polygon(
      [
        [x - width * 0.1, base - h * 0.94],
        [x + width * 1.1, base - h * 0.94],
        [x + width * 1.08, base - h * 0.86],
        [x - width * 0.08, base - h * 0.86],
      ],
      mix(palette.tone(roof, depth), palette.shade, 0.35),
    ),
  );
  door(stage, x + width * 0.5, base, width * 0.13, h * 0.7, depth, random);
  for (const at of [0.16, 0.74])
    windowAt(stage, x + width * at, base - h * 0.72, width * 0.12, h * 0.36, wall, depth, random);
}

function smoke(stage: Stage, x: number, y: number, size: number, random: SeededRandom): void {
  const drift = random.between(0.2, 0.6);
  for (let i = 0; i < 5; i++) {
    stage.canvas.add(
      circle(
        x + drift * i * size * 0.16,
        y - i * size * 0.17 - 6,
        size * (0.05 + i * 0.022),
        mix(stage.palette.haze, '#ffffff', 0.25),
        0.5 - i * 0.08,
      ),
    );
  }
}

/** Far roofs and towers against the sky. */
export function skyline(stage: Stage, base: number, reach: number, depth: number, label: string): void {
  const { canvas, palette, width } = stage;
  const random = stage.random.fork(label);
  let x = -20;
  let d = `M-20 ${n(base)}`;
  while (x < width + 20) {
    const w = random.between(34, 90);
    const h = reach * random.between(0.3, 0.85);
    const shape = random.int(0, 5);
    if (shape === 0)
      d += `V${n(base - h * 1.15)}L${n(x + w * 0.3)} ${n(base - h * 1.7)}L${n(x + w * 0.6)} ${n(base - h * 1.15)}V${n(base - h * 0.5)}`;
    else if (shape === 1)
      d += `V${n(base - h)}Q${n(x + w * 0.5)} ${n(base - h * 1.6)} ${n(x + w)} ${n(base - h)}`;
    else if (shape < 4)
      d += `V${n(base - h)}L${n(x + w * 0.5)} ${n(base - h - w * 0.4)}L${n(x + w)} ${n(base - h)}`;
    else d += `V${n(base - h)}H${n(x + w * 0.2)}v-14h10v14H${n(x + w)}`;
    x += w;
    d += `L${n(x)} ${n(base - h * 0.6)}`;
  }
  canvas.add(path(`${d}V${n(base + 40)}H-20Z`, palette.tone('#6f6a78', depth)));
  if (palette.part !== 'NIGHT' && palette.part !== 'DUSK') return;
  for (let i = 0; i < 60; i++)
    canvas.add(
      rect(
        random.between(0, width),
        base - random.between(0.05, 0.42) * reach,
        4,
        6,
        '#ffd27a',
        0,
        0.75 - depth * 0.5,
      ),
    );
}

/** A church with a spire, seen from afar. */
export function chapel(stage: Stage, x: number, base: number, size: number, depth: number): void {
  const { canvas, palette } = stage;
  const wall = palette.tone('#c9bda6', depth);
  const roof = palette.tone('#596270', depth);
  canvas.add(
    rect(x, base - size * 0.4, size * 0.7, size * 0.4, wall),
    polygon(
      [
        [x - size * 0.04, base - size * 0.4],
        [x + size * 0.1, base - size * 0.62],
        [x + size * 0.66, base - size * 0.62],
        [x + size * 0.74, base - size * 0.4],
      ],
      roof,
    ),
  );
  canvas.add(
    rect(x - size * 0.2, base - size * 0.72, size * 0.24, size * 0.72, mix(wall, palette.light, 0.12)),
    polygon(
      [
        [x - size * 0.24, base - size * 0.72],
        [x - size * 0.08, base - size * 1.3],
        [x + size * 0.08, base - size * 0.72],
      ],
      roof,
    ),
  );
  canvas.add(
    rect(x - size * 0.085, base - size * 1.42, size * 0.012, size * 0.13, roof),
    rect(x - size * 0.115, base - size * 1.38, size * 0.07, size * 0.012, roof),
  );
  for (const at of [0.16, 0.34, 0.52])
    canvas.add(
      path(
        `M${n(x + size * at)} ${n(base - size * 0.1)}v${n(-size * 0.14)}a${n(size * 0.035)} ${n(size * 0.05)} 0 0 1 ${n(size * 0.07)} 0v${n(size * 0.14)}z`,
        palette.tone('#3f4d5c', depth),
      ),
    );
  canvas.add(circle(x - size * 0.08, base - size * 0.56, size * 0.05, palette.tone('#3f4d5c', depth)));
}

/** Towers and battlements on a rise. */
export function castle(
  stage: Stage,
  x: number,
  base: number,
  size: number,
  depth: number,
  random: SeededRandom,
): void {
  const { canvas, palette, lightSide } = stage;
  const stone = '#9a938c';
  const wall = palette.tone(stone, depth);
  const dark = mix(wall, palette.shade, 0.3);
  const tower = (tx: number, w: number, h: number, pointed: boolean): void => {
    canvas.add(
      rect(tx, base - h, w, h, wall),
      rect(lightSide > 0 ? tx : tx + w * 0.65, base - h, w * 0.35, h, dark, 0, 0.5),
    );
    if (pointed) {
      canvas.add(
        polygon(
          [
            [tx - w * 0.16, base - h],
            [tx + w / 2, base - h - w * 1.5],
            [tx + w * 1.16, base - h],
          ],
          palette.tone('#5a4a66', depth),
        ),
      );
      canvas.add(
        path(
          `M${n(tx + w / 2)} ${n(base - h - w * 1.5)}v${n(-w * 0.5)}l${n(w * 0.5)} ${n(w * 0.14)}l${n(-w * 0.5)} ${n(w * 0.14)}z`,
          palette.tone('#b8463e', depth),
        ),
      );
    } else {
      for (let i = 0; i < 4; i++)
        canvas.add(rect(tx - w * 0.06 + i * w * 0.3, base - h - w * 0.16, w * 0.17, w * 0.2, wall));
    }
    for (let i = 0; i < 3; i++)
      canvas.add(
        path(
          `M${n(tx + w * 0.42)} ${n(base - h * (0.3 + i * 0.24))}v${n(-w * 0.2)}a${n(w * 0.08)} ${n(w * 0.1)} 0 0 1 ${n(w * 0.16)} 0v${n(w * 0.2)}z`,
          windowPaint(stage, random, depth),
        ),
      );
  };
  tower(x - size * 0.08, size * 0.13, size * 0.82, true);
  tower(x + size * 0.62, size * 0.15, size * 0.66, true);
  tower(x + size * 0.28, size * 0.2, size * 1.02, false);
  canvas.add(rect(x, base - size * 0.42, size * 0.7, size * 0.42, wall));
  for (let i = 0; i < 10; i++)
    canvas.add(rect(x + i * size * 0.072, base - size * 0.46, size * 0.04, size * 0.06, wall));
  tower(x - size * 0.2, size * 0.1, size * 0.5, true);
  tower(x + size * 0.82, size * 0.11, size * 0.46, false);
  canvas.add(
    path(
      `M${n(x + size * 0.3)} ${n(base)}v${n(-size * 0.16)}a${n(size * 0.08)} ${n(size * 0.1)} 0 0 1 ${n(size * 0.16)} 0v${n(size * 0.16)}z`,
      palette.tone('#3b2c26', depth),
    ),
  );
}
