import { circle, ellipse, line, n, path, polygon, rect } from '../canvas.ts';
import { mix } from '../colour.ts';
import { bed, candleAt, counter, shelfOf, table } from '../furniture.ts';
import { fireplace, lampGlow, roomWindow, rug } from '../room.ts';
import { room } from './room-place.ts';

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
