import { circle, n, path, rect } from '../canvas.ts';
import { lighten, mix } from '../colour.ts';
import { lampGlow } from '../room.ts';
import type { PlacePainter, Stage } from '../stage.ts';
import { room } from './room-place.ts';

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
