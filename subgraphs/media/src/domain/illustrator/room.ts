import { circle, ellipse, line, n, path, polygon, rect } from './canvas.ts';
import { darken, type Hex, lighten, mix } from './colour.ts';
import { propKind } from './props/prop-words.ts';
import type { Stage } from './stage.ts';

/** What a room is made of. Colours are the room's own, before the light of the scene. */
export interface RoomLook {
  readonly wall: Hex;
  readonly floor: Hex;
  readonly trim: Hex;
  readonly pattern?: 'STRIPES' | 'DAMASK' | 'PANELS' | 'STONE' | 'PLANKS' | 'TILES';
  readonly floorKind?: 'BOARDS' | 'TILES' | 'STONE' | 'CARPET';
}

const TALLEST_WALL = 660;

/** Where the back wall is; side walls and floor meet it in perspective. */
export interface Walls {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly foot: number;
}

/** Back wall, side walls, ceiling and floor. */
export function paintRoom(stage: Stage, look: RoomLook): Walls {
  const { canvas, palette, width, height, horizon, lightSide } = stage;
  const random = stage.random.fork('room');
  const inset = width * random.between(0.07, 0.14);
  const shift = random.between(-0.05, 0.05) * width;
  const walls: Walls = {
    left: inset + shift,
    right: width - inset + shift,
    // In a tall picture the wall ends where a ceiling would be, and the ceiling itself is seen.
    top: Math.max(height * 0.06, horizon - TALLEST_WALL),
    foot: horizon,
  };
  const wall = palette.tone(look.wall, 0.1);
  canvas.add(rect(0, 0, width, height, mix(wall, palette.shade, 0.5)));
  canvas.add(
    polygon(
      [
        [0, 0],
        [width, 0],
        [walls.right, walls.top],
        [walls.left, walls.top],
      ],
      mix(palette.tone(lighten(look.wall, 0.3)), palette.shade, 0.35),
    ),
  );
  sideWall(stage, look, walls, -1, lightSide < 0 ? 0.42 : 0.26);
  sideWall(stage, look, walls, 1, lightSide > 0 ? 0.42 : 0.26);
  canvas.add(
    rect(
      walls.left,
      walls.top,
      walls.right - walls.left,
      walls.foot - walls.top,
      canvas.linear([
        { at: 0, colour: mix(wall, palette.shade, 0.28) },
        { at: 0.55, colour: wall },
        { at: 1, colour: mix(wall, palette.shade, 0.12) },
      ]),
    ),
  );
  pattern(stage, look, walls);
  floor(stage, look, walls);
  const trim = palette.tone(look.trim, 0.05);
  canvas.add(
    rect(walls.left, walls.foot - 20, walls.right - walls.left, 22, trim),
    rect(walls.left, walls.top, walls.right - walls.left, 12, trim),
  );
  canvas.add(
    polygon(
      [
        [0, walls.foot + (height - walls.foot) * 0.62],
        [walls.left, walls.foot - 20],
        [walls.left, walls.foot + 2],
        [0, walls.foot + (height - walls.foot) * 0.72],
      ],
      mix(trim, palette.shade, 0.3),
    ),
  );
  canvas.add(
    polygon(
      [
        [width, walls.foot + (height - walls.foot) * 0.62],
        [walls.right, walls.foot - 20],
        [walls.right, walls.foot + 2],
        [width, walls.foot + (height - walls.foot) * 0.72],
      ],
      mix(trim, palette.shade, 0.3),
    ),
  );
  return walls;
}

function sideWall(stage: Stage, look: RoomLook, walls: Walls, side: -1 | 1, dark: number): void {
  const { canvas, palette, width, height } = stage;
  const [edge, back] = side < 0 ? [0, walls.left] : [width, walls.right];
  const colour = mix(palette.tone(look.wall), palette.shade, dark);
  canvas.add(
    polygon(
      [
        [edge, 0],
        [back, walls.top],
        [back, walls.foot],
        [edge, walls.foot + (height - walls.foot) * 0.72],
      ],
      colour,
    ),
  );
}

function pattern(stage: Stage, look: RoomLook, walls: Walls): void {
  const { canvas, palette } = stage;
  const light = palette.tone(lighten(look.wall, 0.22), 0.1);
  const dark = palette.tone(darken(look.wall, 0.2), 0.1);
  const [w, h] = [walls.right - walls.left, walls.foot - walls.top];
  if (look.pattern === 'STRIPES') {
    for (let x = walls.left; x < walls.right - 20; x += 46)
      canvas.add(rect(x, walls.top, 20, h, light, 0, 0.4));
  } else if (look.pattern === 'DAMASK') {
    for (let row = 0; row * 58 < h - 40; row++) {
      for (let x = walls.left + 30 + (row % 2) * 34; x < walls.right - 24; x += 68) {
        const y = walls.top + 40 + row * 58;
        canvas.add(
          path(
            `M${n(x)} ${n(y - 17)}q13 11 0 34q-13 -23 0 -34zM${n(x - 15)} ${n(y)}q11 -9 15 8q4 -17 15 -8q-4 13 -15 13t-15 -13z`,
            light,
            0.42,
          ),
        );
      }
    }
  } else if (look.pattern === 'PANELS') {
    const count = Math.max(4, Math.round(w / 190));
    for (let i = 0; i < count; i++) {
      const x = walls.left + (i * w) / count;
      for (const [from, to] of [
        [0.08, 0.58],
        [0.66, 0.92],
      ] as const) {
        canvas.add(
          rect(x + 16, walls.top + h * from, w / count - 32, h * (to - from), dark, 3, 0.6),
          rect(x + 22, walls.top + h * from + 6, w / count - 44, h * (to - from) - 12, light, 2, 0.35),
        );
      }
    }
  } else if (look.pattern === 'STONE') {
    blocks(stage, walls, dark, light);
  } else if (look.pattern === 'PLANKS') {
    for (let x = walls.left; x < walls.right; x += 54) canvas.add(rect(x, walls.top, 3, h, dark, 0, 0.7));
  } else if (look.pattern === 'TILES') {
    for (let y = walls.foot - h * 0.42; y < walls.foot - 24; y += 36)
      for (let x = walls.left; x < walls.right - 20; x += 38)
        canvas.add(rect(x + 2, y, 33, 31, (x + y) % 3 < 1 ? dark : light, 3, 0.4));
  }
}

function blocks(stage: Stage, walls: Walls, dark: Hex, light: Hex): void {
  const random = stage.random.fork('blocks');
  const high = 52;
  for (let row = 0; walls.top + row * high < walls.foot - 24; row++) {
    for (let x = walls.left - (row % 2) * 40; x < walls.right; ) {
      const w = random.between(70, 120);
      const from = Math.max(x, walls.left);
      const to = Math.min(x + w - 5, walls.right);
      if (to > from + 8)
        stage.canvas.add(
          rect(
            from,
            walls.top + row * high + 3,
            to - from,
            Math.min(high - 5, walls.foot - 24 - walls.top - row * high),
            random.chance(0.5) ? dark : light,
            4,
            random.between(0.1, 0.34),
          ),
        );
      x += w;
    }
  }
}

function floor(stage: Stage, look: RoomLook, walls: Walls): void {
  const { canvas, palette, width, height } = stage;
  const near = palette.tone(look.floor);
  const side = walls.foot + (height - walls.foot) * 0.72;
  canvas.add(
    polygon(
      [
        [0, side],
        [walls.left, walls.foot],
        [walls.right, walls.foot],
        [width, side],
        [width, height],
        [0, height],
      ],
      canvas.linear([
        { at: 0, colour: palette.tone(look.floor, 0.16) },
        { at: 1, colour: mix(near, palette.shade, 0.5) },
      ]),
    ),
  );
  const dark = palette.shade;
  const middle = (walls.left + walls.right) / 2;
  const clip = canvas.clip(
    `<path d="M0 ${n(side)}L${n(walls.left)} ${n(walls.foot)}H${n(walls.right)}L${n(width)} ${n(side)}V${n(height)}H0Z"/>`,
  );
  const kind = look.floorKind ?? 'BOARDS';
  const lines: string[] = [];
  if (kind !== 'CARPET') {
    for (let i = -14; i <= 14; i++)
      lines.push(
        line(`M${n(middle + i * 68)} ${n(walls.foot)}L${n(middle + i * 250)} ${n(height)}`, dark, 2, 0.22),
      );
  }
  if (kind === 'TILES' || kind === 'STONE') {
    for (let i = 1; i < 8; i++)
      lines.push(
        line(`M0 ${n(walls.foot + (height - walls.foot) * (i / 8) ** 1.7)}H${n(width)}`, dark, 2, 0.2),
      );
    if (kind === 'TILES') checker(lines, walls, height, middle, palette.light);
  }
  canvas.add(`<g clip-path="${clip}">${lines.join('')}</g>`);
}

function checker(lines: string[], walls: Walls, height: number, middle: number, light: Hex): void {
  const span = height - walls.foot;
  for (let row = 0; row < 8; row++) {
    const [t0, t1] = [(row / 8) ** 1.7, ((row + 1) / 8) ** 1.7];
    for (let i = -14; i < 14; i++) {
      if ((i + row) % 2 !== 0) continue;
      const at = (k: number, t: number): readonly [number, number] => [
        middle + k * (68 + 182 * t),
        walls.foot + span * t,
      ];
      lines.push(polygon([at(i, t0), at(i + 1, t0), at(i + 1, t1), at(i, t1)], light, 0.2));
    }
  }
}

/** A tall window that shows the sky of the hour, and its light on the floor. */
export function roomWindow(
  stage: Stage,
  x: number,
  top: number,
  w: number,
  h: number,
  curtains: Hex | null = null,
): void {
  const { canvas, palette, height, horizon } = stage;
  const frame = palette.tone('#efe5d0', 0.02);
  canvas.add(canvas.glow(x, top + h / 2, w * 1.7, h * 0.95, palette.light, palette.dark ? 0.16 : 0.4));
  canvas.add(rect(x - w / 2 - 11, top - 11, w + 22, h + 22, frame, 4));
  canvas.add(
    rect(
      x - w / 2,
      top,
      w,
      h,
      canvas.linear([
        { at: 0, colour: palette.sky[0] },
        { at: 0.6, colour: palette.sky[1] },
        { at: 1, colour: palette.sky[2] },
      ]),
    ),
  );
  if (palette.dark)
    canvas.add(
      circle(x + w * 0.2, top + h * 0.22, w * 0.1, palette.light),
      ...[0.15, 0.34, 0.5, 0.7].map((t, i) =>
        circle(x + (t - 0.5) * w * 0.9, top + h * (0.1 + ((i * 37) % 60) / 100), 1.6, palette.light, 0.8),
      ),
    );
  canvas.add(
    path(
      `M${n(x - w / 2)} ${n(top + h * 0.8)}q${n(w * 0.3)} ${n(-h * 0.1)} ${n(w * 0.55)} 0t${n(w * 0.45)} ${n(-h * 0.03)}V${n(top + h)}H${n(x - w / 2)}z`,
      mix(palette.tone('#6d8a63', 0.5), palette.shade, 0.1),
    ),
  );
  for (const t of [0.5]) canvas.add(rect(x - w / 2 + w * t - 4, top, 8, h, frame));
  for (const t of [0.33, 0.66]) canvas.add(rect(x - w / 2, top + h * t - 3, w, 6, frame));
  canvas.add(rect(x - w / 2 - 20, top + h + 8, w + 40, 12, frame, 3));
  if (curtains) drapes(stage, x, top, w, h, curtains);
  if (palette.dark) return;
  const spill = stage.lightSide * -120;
  canvas.add(
    polygon(
      [
        [x - w / 2 + spill * 0.3, horizon + 14],
        [x + w / 2 + spill * 0.3, horizon + 14],
        [x + w * 0.9 + spill * 1.6, height * 0.97],
        [x - w * 0.6 + spill * 1.6, height * 0.97],
      ],
      palette.light,
      0.13,
    ),
  );
}

function drapes(stage: Stage, x: number, top: number, w: number, h: number, colour: Hex): void {
  const { canvas, palette } = stage;
  for (const side of [-1, 1]) {
    const edge = x + side * (w / 2 + 34);
    const cloth = palette.tone(colour);
    canvas.add(
      path(
        `M${n(edge)} ${n(top - 28)}H${n(x + side * w * 0.2)}Q${n(x + side * w * 0.36)} ${n(top + h * 0.45)} ${n(x + side * (w / 2 - 6))} ${n(top + h * 0.62)}Q${n(x + side * w * 0.42)} ${n(top + h * 0.9)} ${n(x + side * w * 0.4)} ${n(top + h + 40)}H${n(edge)}Z`,
        cloth,
      ),
    );
    for (const t of [0.3, 0.6, 0.85])
      canvas.add(
        line(
          `M${n(edge + (x + side * w * 0.2 - edge) * t)} ${n(top - 26)}Q${n(edge + (x + side * w * 0.3 - edge) * t * 0.7)} ${n(top + h * 0.5)} ${n(edge + (x + side * w * 0.4 - edge) * t)} ${n(top + h + 38)}`,
          palette.shade,
          4,
          0.25,
        ),
      );
  }
  canvas.add(rect(x - w / 2 - 48, top - 36, w + 96, 10, palette.tone('#b88a4a'), 5));
}

/** A lamp's or a candle's glow, strong at night. */
export function lampGlow(stage: Stage, x: number, y: number, r: number): void {
  const strength = stage.palette.part === 'DAY' ? 0.2 : stage.palette.part === 'NIGHT' ? 0.75 : 0.5;
  stage.canvas.add(stage.canvas.glow(x, y, r, r, '#ffc56b', strength));
}

export function frameOnWall(stage: Stage, x: number, y: number, w: number, h: number): void {
  const { canvas, palette } = stage;
  const random = stage.random.fork(`frame${Math.round(x)}`);
  const sky = palette.tone(random.pick(['#a9c3c4', '#d8b98a', '#b7a6b8', '#93a58a']));
  canvas.add(
    rect(x - w / 2 - 9, y - 9, w + 18, h + 18, palette.tone('#b58a45'), 3),
    rect(x - w / 2, y, w, h, sky),
  );
  canvas.add(
    path(
      `M${n(x - w / 2)} ${n(y + h * 0.7)}q${n(w * 0.25)} ${n(-h * 0.34)} ${n(w * 0.5)} ${n(-h * 0.06)}t${n(w * 0.5)} ${n(-h * 0.1)}V${n(y + h)}H${n(x - w / 2)}z`,
      palette.tone('#5f7352'),
    ),
    circle(x + w * 0.2, y + h * 0.28, h * 0.1, palette.light),
  );
}

export function rug(stage: Stage, x: number, y: number, w: number, colour: Hex): void {
  const { canvas, palette } = stage;
  canvas.add(
    ellipse(x, y, w / 2, w * 0.11, palette.tone(colour)),
    ellipse(x, y, w * 0.45, w * 0.094, palette.tone(lighten(colour, 0.3))),
    ellipse(x, y, w * 0.42, w * 0.086, palette.tone(darken(colour, 0.12))),
  );
}

/** A fireplace against the back wall, burning when it is dark or cold, or when the scene speaks of a fire. */
export function fireplace(stage: Stage, x: number, size: number): void {
  const { canvas, palette, horizon, brief } = stage;
  const y = horizon;
  const stone = palette.tone('#c9bba6', 0.03);
  canvas.add(rect(x - size * 0.34, y - size * 1.75, size * 0.68, size * 0.9, palette.tone('#b7a893', 0.08)));
  canvas.add(
    rect(x - size * 0.6, y - size * 0.95, size * 1.2, size * 0.12, lighten(stone, 0.15), 3),
    rect(x - size * 0.52, y - size * 0.84, size * 1.04, size * 0.84, stone),
  );
  canvas.add(
    path(
      `M${n(x - size * 0.34)} ${n(y)}v${n(-size * 0.4)}a${n(size * 0.34)} ${n(size * 0.24)} 0 0 1 ${n(size * 0.68)} 0v${n(size * 0.4)}z`,
      '#1f1715',
    ),
  );
  const isCold = brief.season === 'WINTER' || brief.weather === 'SNOW';
  if (palette.part === 'DAY' && !isCold && !brief.props.some((prop) => propKind(prop) === 'FIRE')) return;
  for (const [dx, h, c] of [
    [-0.14, 0.34, '#f2722b'],
    [0.1, 0.4, '#f58a2e'],
    [-0.02, 0.28, '#ffd25e'],
  ] as const) {
    canvas.add(
      path(
        `M${n(x + (dx - 0.11) * size)} ${n(y - 8)}Q${n(x + (dx - 0.14) * size)} ${n(y - h * size * 0.6)} ${n(x + dx * size)} ${n(y - h * size)}Q${n(x + (dx + 0.14) * size)} ${n(y - h * size * 0.55)} ${n(x + (dx + 0.11) * size)} ${n(y - 8)}Z`,
        c,
      ),
    );
  }
  canvas.add(rect(x - size * 0.24, y - 14, size * 0.48, 11, '#3d2519', 5));
  lampGlow(stage, x, y - size * 0.25, size * 2.1);
}
