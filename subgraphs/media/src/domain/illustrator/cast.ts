import type { CastMember } from '@visiobook/schema';
import type { SeededRandom } from '../seeded-random.ts';
import { ellipse, n, path, placed } from './canvas.ts';
import { darken, type Hex, mix } from './colour.ts';
import { drawAnimal } from './figures/animal.ts';
import { ANIMAL_SIZE, animalKind } from './figures/animal-kinds.ts';
import { looksOf } from './figures/looks.ts';
import { drawPerson } from './figures/person.ts';
import { poseFor } from './figures/pose.ts';
import type { PlacePainter, Stage } from './stage.ts';

/** Where the people of a picture stand, so that things can be put beside them and not on them. */
export interface Layout {
  readonly spots: readonly { readonly x: number; readonly y: number; readonly size: number }[];
  /** Height of a grown person in front. */
  readonly scale: number;
}

const MOST_FIGURES = 4;

interface Framing {
  /** Height of a grown person in front, as a share of the picture's. */
  readonly size: number;
  /** Where their feet are, as a share of the picture's height; beyond 1 the picture cuts them off. */
  readonly feet: number;
}

const FAR: Framing = { size: 0.3, feet: 0.79 };
const MIDDLE: Framing = { size: 0.47, feet: 0.88 };
const CLOSE: Framing = { size: 0.8, feet: 1.2 };

/** Draws the scene's characters on the ground, the most important in front. */
export function paintCast(stage: Stage, painter: PlacePainter, random: SeededRandom): Layout {
  const { width, height, brief } = stage;
  const cast = [...brief.cast].sort((a, b) => b.importance - a.importance).slice(0, MOST_FIGURES);
  const framing = frame(stage, cast, random);
  const scale = framing.size * height;
  if (cast.length === 0) return { spots: [], scale };
  const lead = random.chance(0.5) ? 1 : -1;
  const spots = cast.map((member, i) => spotFor(stage, member, i, cast.length, framing, lead, random));
  const order = spots.map((_, i) => i).sort((a, b) => spots[a]!.y - spots[b]!.y);
  if (painter.ground === 'WATER') boat(stage, spots);
  for (const i of order) {
    const member = cast[i]!;
    const spot = spots[i]!;
    const others = spots.filter((_, k) => k !== i);
    const target =
      others.length > 0
        ? others.reduce((sum, o) => sum + o.x, 0) / others.length
        : width * (0.5 + lead * 0.05);
    const flip = Math.abs(target - spot.x) < 4 ? lead < 0 : target < spot.x;
    figure(stage, painter, member, i, spot, flip, random);
  }
  if (painter.ground === 'WATER') hull(stage, spots);
  return { spots, scale };
}

function frame(stage: Stage, cast: readonly CastMember[], random: SeededRandom): Framing {
  const { arousal, label } = stage.brief.emotion;
  const water =
    stage.brief.place.kind === 'SEA' ||
    stage.brief.place.kind === 'SKY' ||
    stage.brief.place.kind === 'UNDERWATER';
  if (water) return FAR;
  const close =
    cast.length <= 2 ? 0.14 + arousal * 0.24 + (label === 'TENDERNESS' || label === 'FEAR' ? 0.12 : 0) : 0.03;
  const chance = random.next();
  if (chance < close) return CLOSE;
  return chance < close + 0.26 ? FAR : MIDDLE;
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

function spotFor(
  stage: Stage,
  member: CastMember,
  i: number,
  count: number,
  framing: Framing,
  lead: 1 | -1,
  random: SeededRandom,
): Spot {
  const { width, height, horizon } = stage;
  const water = stage.brief.place.kind === 'SEA';
  const spread = framing === CLOSE ? 0.24 : framing === MIDDLE ? 0.19 : 0.11;
  // The first stands off the middle, as painters do; the others stand on the other side, further back.
  const offset =
    count === 1
      ? lead * random.between(0.06, 0.18)
      : (i - (count - 1) / 2) * spread * (lead > 0 ? 1 : -1) + random.between(-0.02, 0.02);
  const back = i === 0 || framing === CLOSE ? 0 : random.between(0.02, 0.06) * i;
  const feet = framing.feet * height - back * height;
  const depth = (feet - horizon) / (framing.feet * height - horizon);
  const size = framing.size * height * Math.max(0.4, framing === CLOSE ? 1 - i * 0.06 : depth);
  const x = width * (0.5 + (water ? offset * 0.5 : offset));
  return { x, y: water ? horizon + (height - horizon) * 0.42 : feet, size: size * statureOf(member) };
}

function statureOf(member: CastMember): number {
  if (member.kind !== 'PERSON')
    return ANIMAL_SIZE[animalKind(`${member.name} ${member.looks.join(' ')}`, member.kind === 'CREATURE')];
  return member.age === 'CHILD' ? 0.68 : member.age === 'YOUNG' ? 0.94 : member.age === 'OLD' ? 0.95 : 1;
}

function figure(
  stage: Stage,
  painter: PlacePainter,
  member: CastMember,
  order: number,
  spot: Spot,
  flip: boolean,
  random: SeededRandom,
): void {
  const { canvas, palette, lightSide } = stage;
  // People are what the eye looks for: they keep more of their own colour than the scenery does.
  const paint = (colour: Hex): Hex => mix(palette.tone(colour), colour, palette.dark ? 0.34 : 0.3);
  const rim = mix(palette.light, '#ffffff', 0.2);
  const drawing = (tint: (colour: Hex) => Hex): string => {
    if (member.kind !== 'PERSON')
      return drawAnimal(
        member,
        animalKind(`${member.name} ${member.looks.join(' ')}`, member.kind === 'CREATURE'),
        tint,
      );
    return drawPerson(
      looksOf(member),
      poseFor(stage.brief.emotion.label, order, random.fork(`pose${order}`)),
      tint,
    );
  };
  const unit = spot.size / 100;
  const grounded = painter.ground === undefined || painter.ground === 'SOLID';
  if (grounded) {
    const cast = lightSide * -1;
    canvas.add(
      ellipse(
        spot.x + cast * spot.size * 0.1,
        spot.y,
        spot.size * 0.26,
        spot.size * 0.035,
        palette.shade,
        0.38,
      ),
      ellipse(spot.x, spot.y, spot.size * 0.15, spot.size * 0.02, palette.shade, 0.4),
    );
  }
  // A copy in the light's colour, a hair's breadth towards the light, is the bright edge around the figure.
  canvas.add(
    `<g opacity="0.75">${placed(
      drawing(() => rim),
      spot.x + lightSide * Math.max(1.4, spot.size * 0.006),
      spot.y - spot.size * 0.004,
      unit,
      flip,
    )}</g>`,
  );
  canvas.add(placed(drawing(paint), spot.x, spot.y, unit, flip));
}

/** At sea people sit in a boat: its far side first, the people, then its near side. */
function boat(stage: Stage, spots: readonly Spot[]): void {
  const { canvas, palette } = stage;
  const { x, y, half, size } = boatBox(spots);
  canvas.add(
    path(
      `M${n(x - half)} ${n(y - size * 0.3)}Q${n(x)} ${n(y - size * 0.16)} ${n(x + half)} ${n(y - size * 0.34)}L${n(x + half * 0.8)} ${n(y)}H${n(x - half * 0.8)}Z`,
      mix(palette.tone('#5a3b28'), palette.shade, 0.4),
    ),
  );
}

function hull(stage: Stage, spots: readonly Spot[]): void {
  const { canvas, palette } = stage;
  const { x, y, half, size } = boatBox(spots);
  const wood = palette.tone('#8a5a38');
  canvas.add(
    path(
      `M${n(x - half)} ${n(y - size * 0.32)}Q${n(x)} ${n(y - size * 0.1)} ${n(x + half)} ${n(y - size * 0.36)}Q${n(x + half * 0.86)} ${n(y + size * 0.1)} ${n(x + half * 0.6)} ${n(y + size * 0.14)}H${n(x - half * 0.6)}Q${n(x - half * 0.88)} ${n(y + size * 0.08)} ${n(x - half)} ${n(y - size * 0.32)}Z`,
      canvas.linear([
        { at: 0, colour: wood },
        { at: 1, colour: mix(darken(wood, 0.2), palette.shade, 0.4) },
      ]),
    ),
  );
  canvas.add(
    path(
      `M${n(x - half)} ${n(y - size * 0.32)}Q${n(x)} ${n(y - size * 0.1)} ${n(x + half)} ${n(y - size * 0.36)}l${n(-half * 0.01)} ${n(size * 0.06)}Q${n(x)} ${n(y - size * 0.03)} ${n(x - half * 0.98)} ${n(y - size * 0.26)}Z`,
      mix(wood, palette.light, 0.4),
    ),
  );
  canvas.add(ellipse(x, y + size * 0.15, half * 0.95, size * 0.05, mix('#ffffff', palette.sky[1], 0.3), 0.5));
}

function boatBox(spots: readonly Spot[]): { x: number; y: number; half: number; size: number } {
  const xs = spots.map((spot) => spot.x);
  const size = Math.max(...spots.map((spot) => spot.size));
  const x = (Math.min(...xs) + Math.max(...xs)) / 2;
  return {
    x,
    y: Math.max(...spots.map((spot) => spot.y)),
    half: (Math.max(...xs) - Math.min(...xs)) / 2 + size * 0.6,
    size,
  };
}
