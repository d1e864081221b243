import { n, path, rect } from '../canvas.ts';
import { mix } from '../colour.ts';
import { paintSky } from '../sky.ts';
import type { PlacePainter, Stage } from '../stage.ts';
import { flowers, ground, hills, ridge, tufts } from '../terrain.ts';
import { tree, treeLine } from '../trees.ts';
import { ripples, riverBed, waterSheet } from '../water.ts';
import { grass } from './open-land.ts';

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
