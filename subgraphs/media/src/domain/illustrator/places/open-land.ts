import { n, path } from '../canvas.ts';
import { mix } from '../colour.ts';
import { paintSky } from '../sky.ts';
import type { PlacePainter, Stage } from '../stage.ts';
import { flowers, ground, hills, road, tufts } from '../terrain.ts';
import { tree, treeLine } from '../trees.ts';

export const FLOWERS = ['#e2574c', '#f2b33d', '#b86fc6', '#f3e9dc', '#e88ba6', '#6f8fd8'];

export function grass(stage: Stage): string {
  const { season } = stage.brief;
  if (stage.brief.weather === 'SNOW' || season === 'WINTER') return '#dfe7ea';
  return season === 'AUTUMN' ? '#a8935a' : season === 'SPRING' ? '#93b562' : '#7c9f57';
}

export const forest: PlacePainter = {
  horizon: 0.6,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, width, horizon, height, random } = stage;
    paintSky(stage);
    canvas.add(
      canvas.glow(
        width * 0.5,
        horizon * 0.8,
        width * 0.5,
        horizon * 0.7,
        palette.light,
        palette.dark ? 0.16 : 0.5,
      ),
    );
    for (let row = 0; row < 3; row++) {
      treeLine(
        stage,
        ['PINE', 'PINE', 'ROUND'],
        horizon + row * 10,
        330 + row * 70,
        0.86 - row * 0.2,
        15 - row * 3,
        `row${row}`,
      );
    }
    ground(stage, stage.brief.season === 'AUTUMN' ? '#8d6b3f' : '#5f7d4a', 0.7);
    road(stage, '#a08a62', random.between(0.35, 0.65), random.between(0.4, 0.6), 0.2);
    trunks(stage, 5, 0.3, horizon + (height - horizon) * 0.12, 0.055);
    tufts(stage, '#5d8248', horizon + 20, height, 26);
  },
  front: (stage) => {
    trunks(stage, 2, 0, stage.height * 1.02, 0.12);
    leafFrame(stage);
  },
};

/** Tall trunks that leave the picture at the top; the nearest stand at its sides. */
function trunks(stage: Stage, count: number, depth: number, base: number, breadth: number): void {
  const { canvas, palette, width, lightSide } = stage;
  const random = stage.random.fork(`trunks${count}`);
  for (let i = 0; i < count; i++) {
    const near = depth === 0;
    const x = near
      ? (i === 0 ? random.between(-0.02, 0.03) : random.between(0.97, 1.02)) * width
      : ((i + random.between(0.15, 0.85)) / count) * width;
    if (!near && Math.abs(x / width - 0.5) < 0.12) continue;
    const w = breadth * width * random.between(0.5, 1) * 0.5;
    const bark = mix(palette.tone('#594536', depth), palette.shade, near ? 0.55 : 0.15);
    const y = base + random.between(-8, 14);
    canvas.add(
      path(
        `M${n(x - w * 1.7)} ${n(y)}Q${n(x - w * 0.8)} ${n(y - 60)} ${n(x - w * 0.75)} ${n(y - 240)}L${n(x - w * 0.6)} -20H${n(x + w * 0.6)}L${n(x + w * 0.75)} ${n(y - 240)}Q${n(x + w * 0.8)} ${n(y - 60)} ${n(x + w * 1.7)} ${n(y)}Z`,
        bark,
      ),
    );
    canvas.add(
      path(
        `M${n(x + lightSide * w * 0.35)} ${n(y - 30)}Q${n(x + lightSide * w * 0.45)} ${n(y - 200)} ${n(x + lightSide * w * 0.4)} -20H${n(x + lightSide * w * 0.62)}Q${n(x + lightSide * w * 0.8)} ${n(y - 200)} ${n(x + lightSide * w * 0.9)} ${n(y - 30)}Z`,
        mix(bark, palette.light, 0.35),
        near ? 0.35 : 0.6,
      ),
    );
  }
}

/** Dark leaves in an upper corner: a frame that gives the picture depth. */
export function leafFrame(stage: Stage): void {
  const { canvas, palette, width } = stage;
  const random = stage.random.fork('leaf-frame');
  const left = random.chance(0.5);
  const colour = mix(palette.tone('#38513c'), palette.shade, 0.6);
  for (let i = 0; i < 26; i++) {
    const t = random.next();
    const x = (left ? t * 0.36 : 1 - t * 0.36) * width;
    const y = random.next() ** 1.6 * 150 * (1.15 - t);
    const r = random.between(26, 52);
    const turn = random.between(20, 160);
    canvas.add(
      `<path d="M${n(-r)} 0Q0 ${n(-r * 0.6)} ${n(r)} 0Q0 ${n(r * 0.6)} ${n(-r)} 0Z" fill="${i % 4 === 0 ? mix(colour, palette.light, 0.12) : colour}" transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)})"/>`,
    );
  }
}

export const field: PlacePainter = {
  horizon: 0.52,
  indoors: false,
  back: (stage) => {
    const { horizon, height, random, width } = stage;
    paintSky(stage);
    hills(stage, ['#8aa08a', '#86a06a', '#93a860'], 0, 90);
    ground(stage, grass(stage), 0.8);
    furrows(stage);
    tree(stage, 'ROUND', width * random.between(0.08, 0.3), horizon + 34, 190, 0.35, random);
    treeLine(stage, ['POPLAR', 'ROUND'], horizon + 4, 70, 0.7, 9, 'hedge');
    tufts(stage, '#98a256', horizon + 50, height, 60);
    if (stage.brief.season !== 'WINTER') flowers(stage, FLOWERS, horizon + 60, height, 34);
  },
};

export function furrows(stage: Stage): void {
  const { canvas, palette, width, height, horizon } = stage;
  const vanish = width * stage.random.fork('furrows').between(0.3, 0.7);
  for (let i = -9; i <= 9; i++) {
    const x = vanish + i * width * 0.17;
    canvas.add(
      path(
        `M${n(vanish + i * 16)} ${n(horizon + 14)}L${n(x - 26)} ${n(height)}h52Z`,
        palette.tone(i % 2 ? '#b9a85a' : '#8ca455', 0.1),
        0.35,
      ),
    );
  }
}

export const countryRoad: PlacePainter = {
  horizon: 0.5,
  indoors: false,
  back: (stage) => {
    const { horizon, height, random } = stage;
    paintSky(stage);
    hills(stage, ['#8e9c96', '#8ba077', '#8fa468'], 0.1, 110);
    ground(stage, grass(stage), 0.6);
    const target = random.between(0.35, 0.65);
    road(stage, '#c9b083', random.between(0.3, 0.7), target, 0.4);
    for (let i = 0; i < 6; i++) {
      const t = (i + 1) / 6;
      for (const side of [-1, 1]) {
        const x = stage.width * (target + side * (0.03 + 0.44 * t * t));
        tree(
          stage,
          'POPLAR',
          x,
          horizon + (height - horizon) * t * t * 0.5 + 6,
          70 + 340 * t * t,
          0.72 - t * 0.6,
          random,
        );
      }
    }
    tufts(stage, '#8a9d52', horizon + 40, height, 40);
  },
};
