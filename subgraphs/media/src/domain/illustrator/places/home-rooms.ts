import { circle, ellipse, line, n, rect } from '../canvas.ts';
import { mix } from '../colour.ts';
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
import { fireplace, frameOnWall, lampGlow, type RoomLook, roomWindow, rug } from '../room.ts';
import { roomDoor } from '../room-door.ts';
import type { Stage } from '../stage.ts';
import { room, SALON } from './room-place.ts';

type At = (share: number) => number;

/** A drawing room in one of four arrangements. */
export const salon = room(SALON, (stage, walls, at) => {
  const random = stage.random.fork('salon');
  const drapes = random.pick(['#a8413f', '#3f6a5c', '#46588a', '#b98a3e']);
  const cover = random.pick(['#4d6b52', '#8c3f45', '#45567d']);
  const window = (share: number) => roomWindow(stage, at(share), walls.top + 60, 150, 250, drapes);
  const hearth = (share: number) => {
    fireplace(stage, at(share), 170);
    frameOnWall(stage, at(share), walls.top + 50, 130, 96);
  };
  const rugHere = () =>
    rug(
      stage,
      at(0.5),
      stage.horizon + (stage.height - stage.horizon) * 0.4,
      stage.width * 0.6,
      random.pick(['#9c4038', '#3f5d7a', '#4f6a4a']),
    );
  const seat = (share: number) => armchair(stage, at(share), stage.horizon + 70, 170, cover);
  const arrangements = [
    () => {
      window(0.27);
      hearth(0.68);
      frameOnWall(stage, at(0.47), walls.top + 110, 70, 90);
      rugHere();
      seat(0.9);
      litTable(stage, at, 0.12);
    },
    () => {
      window(0.16);
      window(0.84);
      hearth(0.5);
      rugHere();
      seat(0.3);
      seat(0.7);
    },
    () => {
      roomDoor(stage, at(0.16));
      window(0.62);
      bookshelf(stage, at(0.88), stage.horizon + 4, 190, (stage.horizon - walls.top) * 0.78);
      frameOnWall(stage, at(0.37), walls.top + 90, 150, 104);
      litTable(stage, at, 0.37);
    },
    () => {
      bookshelf(stage, at(0.2), stage.horizon + 4, 250, (stage.horizon - walls.top) * 0.7);
      frameOnWall(stage, at(0.46), walls.top + 110, 84, 110);
      frameOnWall(stage, at(0.58), walls.top + 90, 84, 110);
      window(0.82);
      rugHere();
      seat(0.52);
    },
  ];
  random.fork('arrangement').pick(arrangements)();
});

function litTable(stage: Stage, at: At, share: number): void {
  const top = table(stage, at(share), stage.horizon + 56, 170);
  candleAt(stage, at(share), top, 30);
  lampGlow(stage, at(share), top - 30, 170);
}

/** A bedroom: the bed at one side or under the window, the rest where it leaves room. */
export const bedroom = room(SALON, (stage, walls, at) => {
  const random = stage.random.fork('bedroom');
  const plan = random.fork('arrangement').pick([
    { bed: 0.28, window: 0.72, frame: 0.28, table: 0.54, chair: 0.93, door: null },
    { bed: 0.62, window: 0.62, frame: 0.36, table: 0.37, chair: null, door: 0.12 },
    { bed: 0.7, window: 0.22, frame: 0.64, table: 0.42, chair: 0.08, door: null },
    { bed: 0.3, window: 0.5, frame: 0.2, table: 0.57, chair: 0.7, door: 0.88 },
  ]);
  if (plan.door !== null) roomDoor(stage, at(plan.door));
  roomWindow(
    stage,
    at(plan.window),
    walls.top + 70,
    140,
    230,
    random.pick(['#6f87a8', '#a85a6a', '#7d9a78']),
  );
  frameOnWall(stage, at(plan.frame), walls.top + 70, 110, 84);
  bed(
    stage,
    at(plan.bed),
    stage.horizon + 62,
    420,
    random.pick(['#7c4a58', '#3f6a82', '#8a7a3f', '#56705a']),
  );
  const top = table(stage, at(plan.table), stage.horizon + 26, 96);
  candleAt(stage, at(plan.table), top, 30);
  lampGlow(stage, at(plan.table), top - 34, 210);
  rug(
    stage,
    at(0.55),
    stage.horizon + (stage.height - stage.horizon) * 0.45,
    stage.width * 0.46,
    random.pick(['#8a5d4a', '#55697f', '#75603f']),
  );
  if (plan.chair !== null) chair(stage, at(plan.chair), stage.horizon + 66, 150, true);
});

const KITCHENS: readonly RoomLook[] = [
  { wall: '#e2d2ac', floor: '#a86f4c', trim: '#b9946a', pattern: 'TILES', floorKind: 'TILES' },
  { wall: '#c3cdbd', floor: '#8f7d6c', trim: '#8d7350', pattern: 'PLANKS', floorKind: 'STONE' },
];

export const kitchen = room(KITCHENS, (stage, walls, at) => {
  const { canvas, palette, horizon } = stage;
  const random = stage.random.fork('kitchen');
  const plan = random.pick([
    { window: 0.5, hearth: 0.17, counter: 0.8, pots: 0.34, board: 0.47 },
    { window: 0.18, hearth: 0.5, counter: 0.84, pots: 0.66, board: 0.2 },
    { window: 0.83, hearth: 0.17, counter: 0.5, pots: 0.67, board: 0.78 },
  ]);
  roomWindow(
    stage,
    at(plan.window),
    walls.top + 70,
    150,
    150,
    random.pick(['#c9584c', '#4f7a8a', '#c99a3e', '#6f8f5a']),
  );
  fireplace(stage, at(plan.hearth), 210);
  shelfOf(stage, at(plan.counter), walls.top + 130, 230, 'PLATES');
  shelfOf(stage, at(plan.counter), walls.top + 220, 230, 'JARS');
  const top = counter(stage, at(plan.counter), horizon + 30, 270, '#8d6b47');
  canvas.add(
    ellipse(at(plan.counter) - 50, top - 24, 40, 26, palette.tone('#b06a3c')),
    rect(at(plan.counter) - 50 - 44, top - 40, 88, 9, palette.tone('#8c4f2c'), 4),
  );
  for (let i = 0; i < 5; i++) {
    const x = at(plan.pots) - 48 + i * 24;
    canvas.add(
      line(`M${n(x)} ${n(walls.top + 40)}v${n(30 + (i % 3) * 12)}`, palette.tone('#5a4636'), 3),
      circle(x, walls.top + 84 + (i % 3) * 12, 14 + (i % 2) * 6, palette.tone(i % 2 ? '#b4703f' : '#8f9296')),
    );
  }
  canvas.add(rect(at(plan.pots) - 68, walls.top + 36, 140, 6, palette.tone('#4b3a2e')));
  const tableTop = table(stage, at(plan.board), horizon + 110, 330);
  canvas.add(
    ellipse(at(plan.board) - 50, tableTop - 12, 34, 18, palette.tone('#c98c4e')),
    ellipse(at(plan.board) + 40, tableTop - 8, 40, 10, palette.tone('#e9e1cf')),
  );
  for (const dx of [-12, 8, 24])
    canvas.add(
      circle(at(plan.board) + 40 + dx - 8, tableTop - 18, 12, palette.tone(dx > 10 ? '#c8453a' : '#9db04f')),
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
    for (let i = 0; i < doors; i++)
      roomDoor(stage, at((i + 0.5) / doors), (horizon - walls.top) * 0.66, i % 2 === 1);
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
