import type { SceneBrief } from '@visiobook/schema';
import type { SeededRandom } from '../seeded-random.ts';
import type { Canvas } from './canvas.ts';
import type { Palette } from './palette.ts';

/** What every painter of a picture works with. */
export interface Stage {
  readonly canvas: Canvas;
  readonly palette: Palette;
  readonly random: SeededRandom;
  readonly brief: SceneBrief;
  readonly width: number;
  readonly height: number;
  /** Where the ground ends: the horizon outdoors, the foot of the back wall indoors. */
  readonly horizon: number;
  /** The side the light comes from: -1 left, 1 right. */
  readonly lightSide: -1 | 1;
  /** Where sun or moon stand, for glows and for their reflection in water. */
  readonly sun: { readonly x: number; readonly y: number };
}

/** How a kind of place is painted and where things may stand in it. */
export interface PlacePainter {
  /** Height of the horizon as a share of the picture's, before the composition moves it a little. */
  readonly horizon: number;
  readonly indoors: boolean;
  /** All that lies behind the cast, from the sky to the ground. */
  readonly back: (stage: Stage) => void;
  /** What lies in front of the cast; kept low and to the sides. */
  readonly front?: (stage: Stage) => void;
  /** Where nobody can stand: 'WATER' shows people in a boat and 'SWIM' up to their shoulders. */
  readonly ground?: 'SOLID' | 'WATER' | 'SWIM' | 'AIR' | 'DEEP';
  /** The camera may come closer to one side of the place without a shore moving under people's feet. */
  readonly mayComeNear?: boolean;
}
