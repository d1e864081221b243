import { circle, ellipse, line, n, path, polygon, rect } from '../canvas.ts';
import { lighten, mix } from '../colour.ts';
import {
  armchair,
  bed,
  bookshelf,
  candleAt,
  chair,
  chandelier,
  counter,
  shelfOf,
  table,
} from '../furniture.ts';
import {
  fireplace,
  frameOnWall,
  lampGlow,
  paintRoom,
  type RoomLook,
  roomWindow,
  rug,
  type Walls,
} from '../room.ts';
import type { PlacePainter, Stage } from '../stage.ts';

/** A room: its look by the seed, then its furniture along the back wall. */
function room(
  looks: readonly RoomLook[],
  furnish: (stage: Stage, walls: Walls, at: (share: number) => number) => void,
): PlacePainter {
  return {
    horizon: 0.62,
    indoors: true,
    back: (stage) => {
      const walls = paintRoom(stage, stage.random.fork('look').pick(looks));
      const flip = stage.random.fork('flip').chance(0.5);
      const span = walls.right - walls.left;
      furnish(stage, walls, (share) => walls.left + span * (flip ? 1 - share : share));
    },
  };
}

const SALON: readonly RoomLook[] = [
  { wall: '#b9cbb4', floor: '#9a6c42', trim: '#efe6d2', pattern: 'DAMASK' },
  { wall: '#c98f7c', floor: '#7d5233', trim: '#f0e2cc', pattern: 'STRIPES' },
  { wall: '#8fa6b8', floor: '#8a6240', trim: '#e9e2d3', pattern: 'PANELS' },
  { wall: '#d8bd84', floor: '#7a4f36', trim: '#f3ead6', pattern: 'STRIPES' },
  { wall: '#7f6a86', floor: '#6d4a37', trim: '#d9cfc2', pattern: 'DAMASK' },
];

export const salon = room(SALON, (stage, walls, at) => {
  const random = stage.random.fork('salon');
  roomWindow(
    stage,
    at(0.27),
    walls.top + 60,
    150,
    250,
    random.pick(['#a8413f', '#3f6a5c', '#46588a', '#b98a3e']),
  );
  fireplace(stage, at(0.68), 170);
  frameOnWall(stage, at(0.68), walls.top + 50, 130, 96);
  frameOnWall(stage, at(0.47), walls.top + 110, 70, 90);
  rug(
    stage,
    at(0.5),
    stage.horizon + (stage.height - stage.horizon) * 0.4,
    stage.width * 0.6,
    random.pick(['#9c4038', '#3f5d7a', '#4f6a4a']),
  );
  armchair(stage, at(0.9), stage.horizon + 70, 170, random.pick(['#4d6b52', '#8c3f45', '#45567d']));
  const top = table(stage, at(0.12), stage.horizon + 56, 170);
  candleAt(stage, at(0.12), top, 30);
  lampGlow(stage, at(0.12), top - 30, 170);
});

export const bedroom = room(SALON, (stage, walls, at) => {
  const random = stage.random.fork('bedroom');
  roomWindow(stage, at(0.72), walls.top + 70, 140, 230, random.pick(['#6f87a8', '#a85a6a', '#7d9a78']));
  frameOnWall(stage, at(0.28), walls.top + 70, 110, 84);
  bed(stage, at(0.28), stage.horizon + 62, 420, random.pick(['#7c4a58', '#3f6a82', '#8a7a3f', '#56705a']));
  const top = table(stage, at(0.54), stage.horizon + 26, 96);
  candleAt(stage, at(0.54), top, 30);
  lampGlow(stage, at(0.54), top - 34, 210);
  rug(
    stage,
    at(0.55),
    stage.horizon + (stage.height - stage.horizon) * 0.45,
    stage.width * 0.46,
    random.pick(['#8a5d4a', '#55697f', '#75603f']),
  );
  chair(stage, at(0.93), stage.horizon + 66, 150, true);
});

const KITCHENS: readonly RoomLook[] = [
  { wall: '#e2d2ac', floor: '#a86f4c', trim: '#b9946a', pattern: 'TILES', floorKind: 'TILES' },
  { wall: '#c3cdbd', floor: '#8f7d6c', trim: '#8d7350', pattern: 'PLANKS', floorKind: 'STONE' },
];

export const kitchen = room(KITCHENS, (stage, walls, at) => {
  const { canvas, palette, horizon } = stage;
  roomWindow(stage, at(0.5), walls.top + 70, 150, 150, '#c9584c');
  fireplace(stage, at(0.17), 210);
  shelfOf(stage, at(0.8), walls.top + 130, 230, 'PLATES');
  shelfOf(stage, at(0.8), walls.top + 220, 230, 'JARS');
  const top = counter(stage, at(0.8), horizon + 30, 270, '#8d6b47');
  canvas.add(
    ellipse(at(0.76), top - 24, 40, 26, palette.tone('#b06a3c')),
    rect(at(0.76) - 44, top - 40, 88, 9, palette.tone('#8c4f2c'), 4),
  );
  for (let i = 0; i < 5; i++) {
    const x = at(0.36) + i * 24;
    canvas.add(
      line(`M${n(x)} ${n(walls.top + 40)}v${n(30 + (i % 3) * 12)}`, palette.tone('#5a4636'), 3),
      circle(x, walls.top + 84 + (i % 3) * 12, 14 + (i % 2) * 6, palette.tone(i % 2 ? '#b4703f' : '#8f9296')),
    );
  }
  canvas.add(rect(at(0.36) - 20, walls.top + 36, 140, 6, palette.tone('#4b3a2e')));
  const tableTop = table(stage, at(0.47), horizon + 110, 330);
  canvas.add(
    ellipse(at(0.47) - 50, tableTop - 12, 34, 18, palette.tone('#c98c4e')),
    ellipse(at(0.47) + 40, tableTop - 8, 40, 10, palette.tone('#e9e1cf')),
  );
  for (const dx of [-12, 8, 24])
    canvas.add(
      circle(at(0.47) + 40 + dx - 8, tableTop - 18, 12, palette.tone(dx > 10 ? '#c8453a' : '#9db04f')),
    );
});

export const library = room(
  [
    { wall: '#6f5a44', floor: '#6b4429', trim: '#8a653f', pattern: 'PANELS' },
    { wall: '#4f5f58', floor: '#75502f', trim: '#9a7647', pattern: 'PANELS' },
  ],
  (stage, walls, at) => {
    const tall = stage.horizon - walls.top - 24;
    roomWindow(stage, at(0.5), walls.top + 50, 130, 250, '#6a3b36');
    for (const share of [0.1, 0.29, 0.71, 0.9])
      bookshelf(stage, at(share), stage.horizon + 4, (walls.right - walls.left) * 0.185, tall);
    rug(stage, at(0.5), stage.horizon + (stage.height - stage.horizon) * 0.4, stage.width * 0.5, '#7c3a34');
    armchair(stage, at(0.84), stage.horizon + 84, 180, '#5c2f2a');
    const top = table(stage, at(0.2), stage.horizon + 78, 230);
    stage.canvas.add(
      rect(at(0.2) - 60, top - 14, 70, 14, stage.palette.tone('#8c3b35'), 2),
      rect(at(0.2) - 54, top - 26, 60, 12, stage.palette.tone('#34566b'), 2),
    );
    candleAt(stage, at(0.2) + 60, top, 36);
    lampGlow(stage, at(0.2) + 60, top - 40, 230);
  },
);

export const hall = room(
  [
    { wall: '#b5a894', floor: '#c9bda6', trim: '#d9c9a6', pattern: 'PANELS', floorKind: 'TILES' },
    { wall: '#9c8aa0', floor: '#b8ab9c', trim: '#e2d3b4', pattern: 'STRIPES', floorKind: 'TILES' },
  ],
  (stage, walls, at) => {
    const { canvas, palette, horizon } = stage;
    const doors = 6;
    for (let i = 0; i < doors; i++) {
      const x = at((i + 0.5) / doors);
      const h = (horizon - walls.top) * 0.66;
      canvas.add(
        rect(x - 62, horizon - h - 14, 124, h + 14, palette.tone('#e6d6b2', 0.05), 3),
        rect(x - 50, horizon - h, 100, h, palette.tone(i % 2 ? '#6d4630' : '#5a4a3c', 0.05)),
      );
      for (const t of [0.08, 0.52])
        canvas.add(
          rect(x - 38, horizon - h + h * t, 76, h * 0.38, palette.tone('#4a3224', 0.05), 2),
          rect(x - 33, horizon - h + h * t + 5, 66, h * 0.38 - 10, palette.tone('#7d5638', 0.05), 2),
        );
      canvas.add(circle(x + 38, horizon - h * 0.46, 5.5, palette.tone('#e7bf62')));
    }
    for (let i = 0; i <= doors; i++) {
      const x = at(i / doors);
      canvas.add(
        rect(
          x - 15,
          walls.top,
          30,
          horizon - walls.top,
          mix(palette.tone('#e9dfc8', 0.05), palette.shade, 0.1),
        ),
        rect(x - 22, walls.top, 44, 20, palette.tone('#efe6d2')),
        rect(x - 22, horizon - 24, 44, 26, palette.tone('#efe6d2')),
      );
    }
    chandelier(stage, stage.width / 2, walls.top + 96, 230);
  },
);

export const stairs = room(SALON.slice(0, 3), (stage, walls, at) => {
  const { canvas, palette, horizon } = stage;
  const up = at(1) > at(0) ? 1 : -1;
  const x0 = at(0.18);
  const steps = 9;
  const run = (walls.right - walls.left) * 0.072;
  const rise = (horizon - walls.top) * 0.094;
  roomWindow(stage, at(0.14), walls.top + 60, 110, 200, '#7a4a58');
  for (let i = steps - 1; i >= 0; i--) {
    const x = x0 + up * i * run;
    const y = horizon + 64 - i * rise;
    const left = up > 0 ? x : x - (walls.right - walls.left);
    canvas.add(
      rect(
        left,
        y - rise,
        walls.right - walls.left,
        700,
        mix(palette.tone('#a97c52'), palette.shade, 0.1 + i * 0.03),
      ),
      rect(left, y - rise, walls.right - walls.left, 8, palette.tone('#d8b586')),
    );
  }
  canvas.add(
    rect(
      0,
      horizon + 66,
      stage.width,
      stage.height,
      canvas.linear([
        { at: 0, colour: palette.tone('#8a5f3d') },
        { at: 1, colour: mix(palette.tone('#6d482e'), palette.shade, 0.5) },
      ]),
    ),
  );
  const rail: string[] = [];
  for (let i = 0; i < steps; i++) {
    const x = x0 + up * (i * run + run * 0.5);
    const y = horizon + 64 - (i + 1) * rise;
    canvas.add(rect(x - 4, y - 96, 8, 96, palette.tone('#f0e6d0')));
    rail.push(`${n(x)} ${n(y - 98)}`);
  }
  canvas.add(
    line(`M${rail.join('L')}`, palette.tone('#5a3624'), 15),
    circle(x0, horizon - 60, 20, palette.tone('#5a3624')),
    rect(x0 - 12, horizon - 50, 24, 116, palette.tone('#6b4230'), 4),
  );
  frameOnWall(stage, at(0.42), walls.top + 60, 90, 110);
});

export const shop = room(
  [
    { wall: '#cdb98c', floor: '#8a6544', trim: '#7a5a3c', pattern: 'PLANKS' },
    { wall: '#9fb0a0', floor: '#7d5c40', trim: '#6f5038', pattern: 'PLANKS' },
  ],
  (stage, walls, at) => {
    for (let row = 0; row < 4; row++) {
      shelfOf(stage, at(0.26), walls.top + 90 + row * 78, 300, row % 2 ? 'JARS' : 'BOTTLES');
      shelfOf(stage, at(0.62), walls.top + 90 + row * 78, 260, row % 2 ? 'BOTTLES' : 'JARS');
    }
    roomWindow(stage, at(0.88), walls.top + 110, 130, 190);
    const top = counter(stage, at(0.42), stage.horizon + 96, 520, '#75492f');
    const { canvas, palette } = stage;
    const x = at(0.36);
    canvas.add(
      rect(x - 3, top - 76, 6, 76, palette.tone('#c79a4c')),
      line(`M${n(x - 62)} ${n(top - 70)}L${n(x + 62)} ${n(top - 62)}`, palette.tone('#c79a4c'), 6),
    );
    for (const dx of [-62, 62])
      canvas.add(
        path(`M${n(x + dx - 30)} ${n(top - 34)}h60q-6 20 -30 20t-30 -20z`, palette.tone('#d8b46a')),
        line(
          `M${n(x + dx)} ${n(top - 66)}l-26 32M${n(x + dx)} ${n(top - 66)}l26 32`,
          palette.tone('#8a6a3a'),
          2,
        ),
      );
    for (const dx of [150, 190, 230])
      canvas.add(
        rect(at(0.42) + dx - 60, top - 44, 30, 44, palette.tone(dx > 180 ? '#b8523f' : '#5f8a78'), 5),
      );
    lampGlow(stage, stage.width / 2, walls.top + 60, 300);
  },
);

export const inn = room(
  [
    { wall: '#a87c4f', floor: '#6d4a30', trim: '#5a3c28', pattern: 'PLANKS' },
    { wall: '#c2a27a', floor: '#75513a', trim: '#4f3626', pattern: 'STONE' },
  ],
  (stage, walls, at) => {
    const { canvas, palette, horizon, width } = stage;
    for (let x = walls.left; x < walls.right; x += 170)
      canvas.add(rect(x, 0, 24, walls.top + 30, palette.tone('#4a3222')));
    canvas.add(rect(0, walls.top + 12, width, 26, palette.tone('#573a27')));
    fireplace(stage, at(0.2), 240);
    shelfOf(stage, at(0.74), walls.top + 130, 340, 'BOTTLES');
    shelfOf(stage, at(0.74), walls.top + 214, 340, 'BOTTLES');
    counter(stage, at(0.76), horizon + 30, 400, '#5f3d28');
    for (const [share, dy, w] of [
      [0.3, 130, 260],
      [0.84, 150, 280],
    ] as const) {
      const top = table(stage, at(share), horizon + dy, w);
      for (const dx of [-60, 30])
        canvas.add(
          rect(at(share) + dx, top - 40, 30, 40, palette.tone('#b8935a'), 4),
          ellipse(at(share) + dx + 15, top - 41, 15, 6, palette.tone('#f6ecd2')),
        );
      candleAt(stage, at(share) + 4, top, 30);
      lampGlow(stage, at(share), top - 30, 240);
    }
  },
);

export const school = room(
  [
    { wall: '#b9c2a6', floor: '#94704a', trim: '#7d6242', pattern: 'PLANKS' },
    { wall: '#c9bfa0', floor: '#8a6644', trim: '#6d5438' },
  ],
  (stage, walls, at) => {
    const { canvas, palette, horizon, height } = stage;
    const x = at(0.5);
    canvas.add(
      rect(x - 240, walls.top + 80, 480, 220, palette.tone('#8a653f'), 4),
      rect(x - 226, walls.top + 94, 452, 192, palette.tone('#2f4a41')),
    );
    for (let i = 0; i < 4; i++)
      canvas.add(
        line(
          `M${n(x - 190)} ${n(walls.top + 130 + i * 38)}${Array.from(
            { length: 12 },
            (_, k) => `q8 ${(k + i) % 2 ? -12 : 10} 16 0t14 0`,
          )
            .slice(0, 5 + ((i * 3) % 7))
            .join('')}`,
          '#e9efe4',
          3,
          0.7,
        ),
      );
    for (const share of [0.1, 0.9]) roomWindow(stage, at(share), walls.top + 80, 110, 230);
    counter(stage, at(0.74), horizon + 24, 190, '#7a5636');
    canvas.add(
      circle(at(0.3), horizon - 76, 34, palette.tone('#5f93a8')),
      path(`M${n(at(0.3) - 20)} ${n(horizon - 90)}q16 -14 26 4t-6 22t-22 -6z`, palette.tone('#8aa25c')),
      rect(at(0.3) - 4, horizon - 44, 8, 40, palette.tone('#7a5636')),
    );
    for (let row = 0; row < 2; row++) {
      const y = horizon + (height - horizon) * (0.24 + row * 0.26);
      for (let i = 0; i < 4; i++) {
        const dx = stage.width * (0.13 + i * 0.245);
        const w = 170 + row * 50;
        canvas.add(
          rect(dx - w / 2, y - 62 - row * 18, w, 14, palette.tone('#a87a4a'), 3),
          rect(dx - w / 2 + 12, y - 50 - row * 18, 10, 56 + row * 18, palette.tone('#5f4530')),
          rect(dx + w / 2 - 22, y - 50 - row * 18, 10, 56 + row * 18, palette.tone('#5f4530')),
        );
      }
    }
  },
);

export const court = room(
  [
    { wall: '#7a4f3a', floor: '#8a5f40', trim: '#c9a45c', pattern: 'PANELS' },
    { wall: '#5f4a58', floor: '#7a563e', trim: '#cfae68', pattern: 'PANELS' },
  ],
  (stage, walls, at) => {
    const { canvas, palette, horizon } = stage;
    const x = at(0.5);
    const red = palette.tone('#9c2f36');
    canvas.add(
      path(
        `M${n(x - 200)} ${n(walls.top)}H${n(x + 200)}L${n(x + 150)} ${n(horizon - 40)}H${n(x - 150)}Z`,
        mix(red, palette.shade, 0.15),
      ),
      path(`M${n(x - 230)} ${n(walls.top)}h460q-50 66 -115 66t-115 -24q-50 24 -115 24t-115 -66z`, red),
    );
    for (let i = 0; i < 9; i++)
      canvas.add(circle(x - 200 + i * 50, walls.top + 58 + (i % 2) * 8, 7, palette.tone('#e2bd62')));
    canvas.add(
      path(`M${n(x - 62)} ${n(horizon - 90)}v-150q0 -30 62 -30t62 30v150z`, palette.tone('#c8983e')),
      path(`M${n(x - 48)} ${n(horizon - 90)}v-140q0 -22 48 -22t48 22v140z`, palette.tone('#8a2430')),
      circle(x, horizon - 272, 16, palette.tone('#e7c566')),
    );
    counter(stage, x, horizon + 36, 460, '#5c3524');
    for (const share of [0.08, 0.92]) {
      for (let row = 0; row < 3; row++)
        canvas.add(
          rect(at(share) - 130, horizon - 70 + row * 50, 260, 18, palette.tone('#6b4430'), 3),
          rect(
            at(share) - 130,
            horizon - 52 + row * 50,
            260,
            34,
            mix(palette.tone('#5a3524'), palette.shade, 0.2),
          ),
        );
      roomWindow(stage, at(share), walls.top + 40, 96, 190);
    }
    rug(stage, x, stage.horizon + 170, stage.width * 0.4, '#8c2f36');
  },
);

export const prison = room(
  [
    { wall: '#77767a', floor: '#66625f', trim: '#55545a', pattern: 'STONE', floorKind: 'STONE' },
    { wall: '#6a6f6a', floor: '#5d5c56', trim: '#4b4e4c', pattern: 'STONE', floorKind: 'STONE' },
  ],
  (stage, walls, at) => {
    const { canvas, palette, horizon, height, lightSide } = stage;
    const x = at(0.34);
    const y = walls.top + 70;
    canvas.add(
      canvas.glow(x, y + 60, 240, 190, palette.light, 0.4),
      rect(x - 66, y - 10, 132, 140, palette.tone('#4e4e52'), 4),
      rect(
        x - 56,
        y,
        112,
        120,
        canvas.linear([
          { at: 0, colour: palette.sky[0] },
          { at: 1, colour: palette.sky[2] },
        ]),
      ),
    );
    for (let i = 0; i < 4; i++) canvas.add(rect(x - 42 + i * 26, y, 8, 120, '#26262b'));
    canvas.add(
      polygon(
        [
          [x - 56, y + 120],
          [x + 56, y + 120],
          [x + 300 * -lightSide + 150, height],
          [x + 300 * -lightSide - 190, height],
        ],
        palette.light,
        0.12,
      ),
    );
    canvas.add(
      rect(at(0.78) - 90, horizon - 34, 250, 20, palette.tone('#6d5138'), 3),
      rect(at(0.78) - 80, horizon - 14, 12, 40, palette.tone('#4d3a2a')),
      rect(at(0.78) + 140, horizon - 14, 12, 40, palette.tone('#4d3a2a')),
      rect(at(0.78) - 90, horizon - 48, 120, 18, palette.tone('#a89a80'), 8),
    );
    for (const share of [0.52, 0.6]) {
      for (let i = 0; i < 7; i++)
        canvas.add(
          `<ellipse cx="${n(at(share))}" cy="${n(walls.top + 110 + i * 19)}" rx="${i % 2 ? 3.5 : 7}" ry="12" fill="none" stroke="#2b2b2f" stroke-width="4"/>`,
        );
      canvas.add(
        `<circle cx="${n(at(share))}" cy="${n(walls.top + 260)}" r="19" fill="none" stroke="#2b2b2f" stroke-width="7"/>`,
      );
    }
    for (let i = 0; i < 11; i++)
      canvas.add(
        line(
          `M${n(at(0.9) + (i % 6) * 11)} ${n(walls.top + 120 + Math.floor(i / 6) * 60)}v38`,
          palette.light,
          3,
          0.3,
        ),
      );
  },
);

export const hospital = room(
  [{ wall: '#cfdcd8', floor: '#a9b3ad', trim: '#eef3ef', pattern: 'TILES', floorKind: 'TILES' }],
  (stage, walls, at) => {
    const { canvas, palette, horizon } = stage;
    for (const share of [0.18, 0.5, 0.82]) roomWindow(stage, at(share), walls.top + 60, 110, 210, '#e9efe9');
    for (const share of [0.2, 0.52, 0.84]) bed(stage, at(share), horizon + 40, 270, '#9fb9c4');
    for (const share of [0.36, 0.68]) {
      const top = table(stage, at(share), horizon + 20, 66);
      canvas.add(
        rect(at(share) - 7, top - 34, 14, 34, palette.tone('#7a9a6a'), 3),
        circle(at(share) + 16, top - 10, 9, palette.tone('#e8dcc6')),
      );
    }
  },
);

export const theatre: PlacePainter = {
  horizon: 0.6,
  indoors: true,
  back: (stage) => {
    const { canvas, palette, width, height, horizon } = stage;
    const red = palette.tone('#9a2430');
    canvas.add(rect(0, 0, width, height, mix(red, palette.shade, 0.72)));
    canvas.add(
      rect(
        width * 0.12,
        0,
        width * 0.76,
        horizon,
        canvas.linear([
          { at: 0, colour: palette.tone('#2e3d66') },
          { at: 0.7, colour: palette.tone('#c98a6a') },
          { at: 1, colour: palette.tone('#efc98a') },
        ]),
      ),
    );
    canvas.add(
      path(
        `M${n(width * 0.12)} ${n(horizon - 60)}q${n(width * 0.1)} -120 ${n(width * 0.2)} -40t${n(width * 0.2)} -30t${n(width * 0.2)} 20t${n(width * 0.16)} -20V${n(horizon)}H${n(width * 0.12)}z`,
        palette.tone('#6b5a78'),
      ),
      path(
        `M${n(width * 0.12)} ${n(horizon - 20)}q${n(width * 0.18)} -70 ${n(width * 0.4)} -10t${n(width * 0.36)} -20V${n(horizon)}H${n(width * 0.12)}z`,
        palette.tone('#4d5a58'),
      ),
    );
    const stageFloor = canvas.linear([
      { at: 0, colour: palette.tone('#b5834f') },
      { at: 1, colour: mix(palette.tone('#7a5433'), palette.shade, 0.4) },
    ]);
    canvas.add(
      polygon(
        [
          [width * 0.12, horizon],
          [width * 0.88, horizon],
          [width * 1.02, height],
          [-width * 0.02, height],
        ],
        stageFloor,
      ),
    );
    for (let i = -9; i <= 9; i++)
      canvas.add(
        line(
          `M${n(width * (0.5 + i * 0.042))} ${n(horizon)}L${n(width * (0.5 + i * 0.11))} ${n(height)}`,
          palette.shade,
          2,
          0.22,
        ),
      );
    for (const side of [-1, 1]) curtain(stage, side as -1 | 1, red);
    let d = `M0 0H${n(width)}V110`;
    for (let i = 8; i > 0; i--) d += `Q${n((i - 0.5) * width * 0.125)} 215 ${n((i - 1) * width * 0.125)} 110`;
    canvas.add(path(`${d}Z`, lighten(red, 0.06)), rect(0, 0, width, 40, palette.tone('#c79a4c')));
    for (let i = 0; i < 9; i++) canvas.add(circle(i * width * 0.125, 112, 12, palette.tone('#e0b85e')));
    for (let i = 0; i < 11; i++) {
      const x = width * (0.05 + i * 0.09);
      canvas.add(canvas.glow(x, height * 0.8, 130, 110, '#ffd98a', 0.3));
    }
    canvas.add(
      polygon(
        [
          [width * 0.35, 0],
          [width * 0.47, 0],
          [width * 0.76, height * 0.86],
          [width * 0.28, height * 0.86],
        ],
        '#fff3cf',
        0.1,
      ),
    );
  },
};

function curtain(stage: Stage, side: -1 | 1, red: string): void {
  const { canvas, palette, width, height } = stage;
  const edge = side < 0 ? 0 : width;
  const k = -side;
  canvas.add(
    path(
      `M${n(edge)} 0H${n(edge + k * width * 0.22)}Q${n(edge + k * width * 0.2)} ${n(height * 0.4)} ${n(edge + k * width * 0.1)} ${n(height * 0.52)}Q${n(edge + k * width * 0.16)} ${n(height * 0.7)} ${n(edge + k * width * 0.13)} ${n(height * 0.88)}H${n(edge)}Z`,
      canvas.linear([
        { at: 0, colour: red },
        { at: 1, colour: mix(red, palette.shade, 0.35) },
      ]),
    ),
  );
  for (let i = 1; i < 6; i++)
    canvas.add(
      line(
        `M${n(edge + k * width * 0.036 * i)} 60Q${n(edge + k * width * 0.036 * i)} ${n(height * 0.4)} ${n(edge + k * width * 0.019 * i)} ${n(height * 0.52)}T${n(edge + k * width * 0.023 * i)} ${n(height * 0.88)}`,
        palette.shade,
        7,
        0.28,
      ),
    );
  canvas.add(ellipse(edge + k * width * 0.075, height * 0.52, width * 0.045, 13, palette.tone('#e0b85e')));
}

export const laboratory = room(
  [
    { wall: '#8fa0a0', floor: '#7d7468', trim: '#5f5a50', pattern: 'TILES', floorKind: 'STONE' },
    { wall: '#7c7486', floor: '#6b6258', trim: '#4f4a46', pattern: 'STONE', floorKind: 'STONE' },
  ],
  (stage, walls, at) => {
    const { canvas, palette, horizon } = stage;
    roomWindow(stage, at(0.5), walls.top + 50, 150, 190);
    shelfOf(stage, at(0.2), walls.top + 120, 280, 'FLASKS');
    shelfOf(stage, at(0.2), walls.top + 204, 280, 'BOTTLES');
    shelfOf(stage, at(0.82), walls.top + 120, 250, 'JARS');
    shelfOf(stage, at(0.82), walls.top + 204, 250, 'FLASKS');
    const top = counter(stage, at(0.5), horizon + 80, 640, '#5a4434');
    for (const [share, colour] of [
      [0.3, '#7fd08a'],
      [0.44, '#e08a4a'],
      [0.6, '#8a7ae0'],
      [0.7, '#5ac0d0'],
    ] as const) {
      const x = at(share);
      canvas.add(
        canvas.glow(x, top - 34, 70, 70, colour, 0.5),
        path(`M${n(x - 6)} ${n(top - 96)}h12v36l30 56q4 8 -6 8h-60q-10 0 -6 -8l30 -56z`, '#e9f4f2', 0.4),
        path(`M${n(x - 18)} ${n(top - 34)}h36l16 30q4 8 -6 8h-56q-10 0 -6 -8z`, palette.tone(colour), 0.9),
      );
      for (let i = 0; i < 4; i++)
        canvas.add(
          circle(x + ((i * 13) % 18) - 9, top - 60 - i * 22, 3 + i * 1.6, '#ffffff', 0.35 - i * 0.06),
        );
    }
    canvas.add(line(`M${n(at(0.44))} ${n(top - 94)}q30 -50 60 -10t60 30`, '#d8e6e4', 7, 0.6));
  },
);

export const train = room(
  [{ wall: '#7a4a38', floor: '#6b4a3a', trim: '#c9a45c', pattern: 'PANELS', floorKind: 'CARPET' }],
  (stage, walls, at) => {
    for (const share of [0.2, 0.5, 0.8]) movingWindow(stage, at(share), walls.top + 70, 250, 190);
    benches(stage, at, '#3f5f58');
    for (const share of [0.35, 0.65]) {
      stage.canvas.add(
        path(`M${n(at(share) - 14)} ${n(walls.top + 66)}h28l8 34h-44z`, stage.palette.tone('#e2bd62')),
      );
      lampGlow(stage, at(share), walls.top + 104, 190);
    }
    stage.canvas.add(
      rect(walls.left, walls.top + 30, walls.right - walls.left, 8, stage.palette.tone('#d8b466')),
    );
  },
);

function movingWindow(stage: Stage, x: number, y: number, w: number, h: number): void {
  const { canvas, palette } = stage;
  const clip = canvas.clip(
    `<rect x="${n(x - w / 2)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" rx="16"/>`,
  );
  canvas.add(rect(x - w / 2 - 12, y - 12, w + 24, h + 24, palette.tone('#c9a45c'), 22));
  const hill = (dy: number, colour: string): string =>
    path(
      `M${n(x - w / 2)} ${n(y + h * dy)}q${n(w * 0.25)} ${n(-h * 0.2)} ${n(w * 0.5)} 0t${n(w * 0.5)} ${n(-h * 0.04)}V${n(y + h)}h${n(-w)}z`,
      colour,
    );
  canvas.add(
    `<g clip-path="${clip}">${rect(
      x - w / 2,
      y,
      w,
      h,
      canvas.linear([
        { at: 0, colour: palette.sky[0] },
        { at: 1, colour: palette.sky[2] },
      ]),
    )}${hill(0.62, palette.tone('#7d9488', 0.6))}${hill(0.78, palette.tone('#7d9a5c', 0.25))}</g>`,
  );
  for (let i = 0; i < 3; i++)
    canvas.add(
      rect(x - w * 0.4 + i * w * 0.25, y + h * (0.66 + i * 0.09), w * 0.3, 3, palette.light, 1, 0.4),
    );
}

function benches(stage: Stage, at: (share: number) => number, colour: string): void {
  const { canvas, palette, horizon } = stage;
  for (const share of [0.06, 0.94]) {
    const x = at(share);
    const cloth = palette.tone(colour);
    canvas.add(
      rect(x - 150, horizon - 120, 300, 170, cloth, 26),
      rect(x - 170, horizon + 20, 340, 70, lighten(cloth, 0.1), 20),
      rect(x - 160, horizon + 86, 320, 34, mix(cloth, palette.shade, 0.5)),
    );
    for (let row = 0; row < 2; row++)
      for (let i = 0; i < 5; i++)
        canvas.add(circle(x - 110 + i * 55, horizon - 84 + row * 52, 5, mix(cloth, palette.shade, 0.35)));
  }
}

export const carriage: PlacePainter = room(
  [
    { wall: '#4c3a44', floor: '#4a3530', trim: '#b98f4e', pattern: 'DAMASK', floorKind: 'CARPET' },
    { wall: '#3f4a58', floor: '#443630', trim: '#b98f4e', pattern: 'DAMASK', floorKind: 'CARPET' },
  ],
  (stage, walls, at) => {
    movingWindow(stage, at(0.5), walls.top + 50, 300, 240);
    for (const share of [0.16, 0.84]) movingWindow(stage, at(share), walls.top + 80, 120, 200);
    benches(stage, at, '#7a2f38');
    const { canvas, palette } = stage;
    for (const dx of [-170, 170])
      canvas.add(
        path(
          `M${n(at(0.5) + dx - 24)} ${n(walls.top + 30)}h48q-16 150 -8 290h-32q8 -140 -8 -290z`,
          palette.tone('#8a3a42'),
        ),
      );
  },
);

export const churchNave: PlacePainter = {
  horizon: 0.58,
  indoors: true,
  back: (stage) => {
    const { canvas, palette, width, height, horizon } = stage;
    const stone = palette.tone('#b8ab98', 0.05);
    canvas.add(
      rect(
        0,
        0,
        width,
        height,
        canvas.linear([
          { at: 0, colour: mix(stone, palette.shade, 0.62) },
          { at: 0.5, colour: mix(stone, palette.shade, 0.25) },
        ]),
      ),
    );
    const x = width / 2;
    canvas.add(
      path(
        `M${n(x - 210)} ${n(horizon)}V250Q${n(x - 210)} 90 ${n(x)} 20Q${n(x + 210)} 90 ${n(x + 210)} 250V${n(horizon)}Z`,
        mix(stone, palette.light, 0.16),
      ),
    );
    rose(stage, x, 210, 100);
    for (const dx of [-120, 0, 120]) lancet(stage, x + dx, 340, 52, 150);
    canvas.add(
      polygon(
        [
          [0, height],
          [x - 210, horizon],
          [x + 210, horizon],
          [width, height],
        ],
        canvas.linear([
          { at: 0, colour: palette.tone('#a09484') },
          { at: 1, colour: mix(palette.tone('#7d7264'), palette.shade, 0.5) },
        ]),
      ),
    );
    canvas.add(
      polygon(
        [
          [x - 200, height],
          [x - 46, horizon],
          [x + 46, horizon],
          [x + 200, height],
        ],
        palette.tone('#8c2f36'),
        0.75,
      ),
    );
    canvas.add(
      rect(x - 90, horizon - 62, 180, 64, palette.tone('#efe6d6')),
      rect(x - 100, horizon - 70, 200, 12, palette.tone('#d8b466')),
      rect(x - 4, horizon - 150, 8, 82, palette.tone('#d8b466')),
      rect(x - 24, horizon - 128, 48, 8, palette.tone('#d8b466')),
    );
    for (const dx of [-64, 64]) candleAt(stage, x + dx, horizon - 68, 26);
    lampGlow(stage, x, horizon - 90, 300);
    for (const side of [-1, 1]) {
      for (let i = 0; i < 4; i++) {
        const t = (i + 1) / 4;
        const px = x + side * (190 + 560 * t * t);
        const w = 30 + 66 * t;
        const base = horizon + (height - horizon) * t * t * 0.9;
        canvas.add(
          rect(px - w / 2, 0, w, base, mix(stone, palette.shade, 0.12 + 0.12 * t)),
          rect(
            px - w / 2 + (stage.lightSide > 0 ? w * 0.6 : w * 0.12),
            0,
            w * 0.26,
            base,
            mix(stone, palette.light, 0.25),
            0,
            0.7,
          ),
          rect(px - w * 0.7, base - w * 0.5, w * 1.4, w * 0.5, mix(stone, palette.shade, 0.3)),
          rect(px - w * 0.65, 200 - t * 150, w * 1.3, w * 0.35, mix(stone, palette.shade, 0.05)),
        );
      }
      for (let row = 0; row < 3; row++) {
        const t = (row + 1) / 3;
        const y = horizon + (height - horizon) * (0.1 + 0.5 * t * t);
        const px = x + side * (180 + 170 * t);
        canvas.add(
          rect(
            side < 0 ? px - 260 * t - 60 : px,
            y - 46 * t,
            260 * t + 60,
            46 * t,
            palette.tone('#6b4630'),
            4,
          ),
          rect(side < 0 ? px - 260 * t - 60 : px, y - 52 * t, 260 * t + 60, 10, palette.tone('#8a5f40'), 3),
        );
      }
    }
    for (let i = 0; i < 3; i++)
      canvas.add(
        polygon(
          [
            [x - 60 + i * 46, 200],
            [x - 20 + i * 46, 200],
            [x + 160 + i * 150, height],
            [x + 10 + i * 120, height],
          ],
          palette.light,
          0.08,
        ),
      );
  },
};

const GLASS = ['#c8453a', '#3a6fb8', '#e2b33f', '#4f9a5c', '#8a4fa8'];

function rose(stage: Stage, x: number, y: number, r: number): void {
  const { canvas, palette } = stage;
  canvas.add(
    canvas.glow(x, y, r * 2.2, r * 2.2, palette.light, palette.dark ? 0.2 : 0.5),
    circle(x, y, r, palette.tone('#4b443e')),
  );
  for (let ring = 0; ring < 2; ring++) {
    for (let i = 0; i < 12; i++) {
      const turn = (i / 12) * Math.PI * 2;
      canvas.add(
        circle(
          x + Math.cos(turn) * r * (0.42 + ring * 0.32),
          y + Math.sin(turn) * r * (0.42 + ring * 0.32),
          r * (0.1 + ring * 0.04),
          mix(GLASS[(i + ring) % 5]!, palette.sky[1], palette.dark ? 0.35 : 0.15),
        ),
      );
    }
  }
  canvas.add(circle(x, y, r * 0.24, mix('#e2b33f', palette.sky[1], 0.2)));
}

function lancet(stage: Stage, x: number, y: number, w: number, h: number): void {
  const { canvas, palette } = stage;
  canvas.add(
    path(
      `M${n(x - w / 2)} ${n(y + h)}V${n(y + w * 0.5)}Q${n(x - w / 2)} ${n(y)} ${n(x)} ${n(y - w * 0.3)}Q${n(x + w / 2)} ${n(y)} ${n(x + w / 2)} ${n(y + w * 0.5)}V${n(y + h)}Z`,
      palette.tone('#4b443e'),
    ),
  );
  for (let i = 0; i < 4; i++)
    canvas.add(
      rect(
        x - w * 0.36,
        y + w * 0.36 + (i * (h - w * 0.4)) / 4,
        w * 0.33,
        h / 4 - 9,
        mix(GLASS[i]!, palette.sky[1], 0.2),
        3,
      ),
      rect(
        x + w * 0.04,
        y + w * 0.36 + (i * (h - w * 0.4)) / 4,
        w * 0.33,
        h / 4 - 9,
        mix(GLASS[(i + 2) % 5]!, palette.sky[1], 0.2),
        3,
      ),
    );
}
