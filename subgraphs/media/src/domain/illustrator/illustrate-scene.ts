import type { SceneBrief } from '@visiobook/schema';
import { hash32, type SeededRandom, seededRandom } from '../seeded-random.ts';
import { describeScene } from './alt-text.ts';
import { paintAtmosphere } from './atmosphere.ts';
import { Canvas } from './canvas.ts';
import { paintCast } from './cast.ts';
import { type Palette, paletteFor } from './palette.ts';
import { painterOf } from './places/place-painters.ts';
import { paintProps } from './props/props.ts';
import type { PlacePainter, Stage } from './stage.ts';

export interface IllustrationOptions {
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  /** Replaces the palette that the scene itself asks for. */
  readonly palette?: Palette;
}

export interface Illustration {
  readonly svg: string;
  /** What the picture shows, in the book's language, for those who do not see it. */
  readonly alt: string;
}

/** Draws a scene. The same brief, size and seed give the same bytes, on every machine. */
export function illustrateScene(brief: SceneBrief, options: IllustrationOptions): Illustration {
  const random = seededRandom(`${options.seed}/${brief.sceneId}`);
  const canvas = new Canvas(options.width, options.height);
  const painter = painterOf(brief);
  const palette =
    options.palette ?? paletteFor(brief, hash32(`palette/${options.seed}/${brief.sceneId}`) % 60);
  const { width, height } = canvas;
  const lightSide = random.chance(0.5) ? 1 : -1;
  const lift = painter.indoors ? random.between(-0.03, 0.03) : random.between(-0.07, 0.06);
  const stage: Stage = {
    canvas,
    palette,
    random: random.fork('place'),
    brief,
    width,
    height,
    horizon: height * (painter.horizon + lift),
    lightSide,
    sun: {
      x: width * (0.5 + lightSide * random.between(0.12, 0.38)),
      y: height * sunHeight(palette, random.next()),
    },
  };
  paintBackground(stage, painter, random.fork('view'));
  const layout = paintCast(stage, painter, random.fork('cast'));
  paintProps(stage, painter, layout, random.fork('props'));
  painter.front?.(stage);
  paintAtmosphere(stage, painter);
  return { svg: canvas.toSvg(options.width, options.height), alt: describeScene(brief) };
}

/**
 * The place from nearer or farther: enlarged around a point of its horizon, so that the ground keeps its level and
 * another part of the same room or street fills the picture.
 */
function paintBackground(stage: Stage, painter: PlacePainter, random: SeededRandom): void {
  const scale = painter.mayComeNear ? random.pick(painter.indoors ? ROOM_SCALES : OPEN_SCALES) : 1;
  const x = stage.width * random.between(0.12, 0.88);
  const shift = (at: number) => (at * (1 - scale)).toFixed(1);
  stage.canvas.add(`<g transform="translate(${shift(x)} ${shift(stage.horizon)}) scale(${scale})">`);
  painter.back(stage);
  stage.canvas.add('</g>');
}

const ROOM_SCALES = [1, 1.14, 1.3, 1.48];
const OPEN_SCALES = [1, 1, 1.16, 1.34];

function sunHeight(palette: Palette, chance: number): number {
  return palette.part === 'DAWN' || palette.part === 'DUSK' ? 0.3 + chance * 0.14 : 0.12 + chance * 0.14;
}
