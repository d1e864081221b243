import { circle, n, path, polygon, rect } from '../canvas.ts';
import { mix } from '../colour.ts';
import type { PlacePainter, Stage } from '../stage.ts';
import { ridge } from '../terrain.ts';

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
