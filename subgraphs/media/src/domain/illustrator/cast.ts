import type { CastMember } from '@visiobook/schema';
import type { SeededRandom } from '../seeded-random.ts';
import { boatBehind, boatInFront, depthOf, swimmer } from './afloat.ts';
import { ellipse, placed } from './canvas.ts';
import { type Hex, mix } from './colour.ts';
import { drawAnimal } from './figures/animal.ts';
import { ANIMAL_SIZE, type AnimalKind, animalKind } from './figures/animal-kinds.ts';
import { looksOf } from './figures/looks.ts';
import { drawPerson } from './figures/person.ts';
import { poseFor } from './figures/pose.ts';
import type { PlacePainter, Stage } from './stage.ts';

/** Where the people of a picture stand, so that things can be put beside them and not on them. */
export interface Layout {
  readonly spots: readonly Spot[];
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

const FAR: Framing = { size: 0.33, feet: 0.8 };
const MIDDLE: Framing = { size: 0.47, feet: 0.88 };
const NEARER: Framing = { size: 0.6, feet: 0.95 };
const SWIMMING: Framing = { size: 0.58, feet: 0.8 };
const CLOSE: Framing = { size: 0.8, feet: 1.2 };

/** Draws the scene's characters on the ground, the most important in front. */
export function paintCast(stage: Stage, painter: PlacePainter, random: SeededRandom): Layout {
  const { width, height, brief } = stage;
  const cast = [...brief.cast].sort((a, b) => b.importance - a.importance).slice(0, MOST_FIGURES);
  const framing = frame(stage, painter, cast, random);
  const scale = framing.size * height;
  if (cast.length === 0) return { spots: [], scale };
  const lead = random.chance(0.5) ? 1 : -1;
  const spots = arrange(stage, painter, cast, framing, lead, random);
  const order = spots.map((_, i) => i).sort((a, b) => spots[a]!.y - spots[b]!.y);
  if (painter.ground === 'WATER') boatBehind(stage, spots);
  for (const i of order) {
    const member = cast[i]!;
    const spot = spots[i]!;
    const others = spots.filter((_, k) => k !== i);
    const target =
      others.length > 0
        ? others.reduce((sum, o) => sum + o.x, 0) / others.length
        : width * (0.5 + lead * 0.05);
    const flip = Math.abs(target - spot.x) < 4 ? lead < 0 : target < spot.x;
    const draw = (at: Spot) => figure(stage, painter, member, i, at, flip, random);
    if (painter.ground === 'SWIM') swimmer(stage, spot, depthOf(member.kind === 'PERSON'), draw);
    else draw(spot);
  }
  if (painter.ground === 'WATER') boatInFront(stage, spots);
  return { spots, scale };
}

function frame(
  stage: Stage,
  painter: PlacePainter,
  cast: readonly CastMember[],
  random: SeededRandom,
): Framing {
  const { arousal, label } = stage.brief.emotion;
  if (painter.ground === 'SWIM') return SWIMMING;
  if (painter.ground !== undefined && painter.ground !== 'SOLID') return FAR;
  const moved = label === 'TENDERNESS' || label === 'FEAR' || label === 'SADNESS' ? 0.14 : 0;
  // Only people fill a close picture: of a cat that is cut at the knees nothing but the ears would be left.
  const people = cast.length <= 2 && cast.every((member) => member.kind === 'PERSON');
  const close = people ? 0.16 + arousal * 0.24 + moved : 0;
  const chance = random.next();
  if (chance < close) return CLOSE;
  if (chance < close + 0.17) return FAR;
  return chance < close + 0.42 && cast.length <= 3 && painter.mayComeNear ? NEARER : MIDDLE;
}

/** Where one figure stands, how tall it is drawn, and how broad it is. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly room: number;
}

/** Side by side without covering each other: each gets the room that its body needs, the group stands off the middle. */
function arrange(
  stage: Stage,
  painter: PlacePainter,
  cast: readonly CastMember[],
  framing: Framing,
  lead: 1 | -1,
  random: SeededRandom,
): Spot[] {
  const { width, height, horizon } = stage;
  const afloat = painter.ground === 'WATER' || painter.ground === 'SWIM';
  const draft = cast.map((member, i) => {
    const back = i === 0 || framing === CLOSE ? 0 : random.between(0.015, 0.055) * i;
    // In a close picture children stand higher, or the captions would cover their faces.
    const lifted = framing === CLOSE ? (1 - statureOf(member)) * framing.size * 0.75 : 0;
    const y = (framing.feet - back - lifted) * height;
    const depth = Math.max(0.5, (y - horizon) / (framing.feet * height - horizon));
    const size = framing.size * height * depth * statureOf(member);
    const waterline = horizon + (height - horizon) * (painter.ground === 'SWIM' ? 0.46 - 0.07 * i : 0.42);
    return { y: afloat ? waterline : y, size, room: size * roomOf(member) };
  });
  const gap = framing.size * height * (afloat ? 0.04 : random.between(0.12, 0.3));
  const full = draft.reduce((sum, { room }) => sum + room, 0) + gap * (draft.length - 1);
  const squeeze = Math.min(1, (width * 0.8) / full);
  const away = draft.length === 1 ? random.between(0.07, 0.18) : random.between(0, 0.08);
  const middle = clamp(
    width * (0.5 + lead * away),
    full * squeeze * 0.5 + width * 0.06,
    width * 0.94 - full * squeeze * 0.5,
  );
  let edge = middle - lead * full * squeeze * 0.5;
  return draft.map(({ y, size, room }) => {
    const x = edge + (lead * room * squeeze) / 2;
    edge += lead * (room + gap) * squeeze;
    return { x, y, size: size * Math.max(0.72, squeeze), room: room * squeeze };
  });
}

function clamp(value: number, low: number, high: number): number {
  return low > high ? (low + high) / 2 : Math.min(Math.max(value, low), high);
}

/** The breadth a body takes, in its own heights. */
function roomOf(member: CastMember): number {
  if (member.kind === 'PERSON') return member.age === 'CHILD' ? 0.5 : 0.42;
  const kind = kindOf(member);
  if (kind === 'DRAGON') return 1.7;
  if (UPRIGHT.has(kind)) return 0.6;
  return 1.25;
}

const UPRIGHT: ReadonlySet<AnimalKind> = new Set([
  'RABBIT',
  'BIRD',
  'OWL',
  'GHOST',
  'SHADOW',
  'SWAN',
  'FROG',
  'BUTTERFLY',
  'MONKEY',
]);

function kindOf(member: CastMember): AnimalKind {
  return animalKind(`${member.name} ${member.looks.join(' ')}`, member.kind === 'CREATURE');
}

function statureOf(member: CastMember): number {
  if (member.kind !== 'PERSON') return ANIMAL_SIZE[kindOf(member)];
  return member.age === 'CHILD' ? 0.66 : member.age === 'YOUNG' ? 0.9 : member.age === 'OLD' ? 0.95 : 1;
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
    if (member.kind !== 'PERSON') return drawAnimal(member, kindOf(member), tint);
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
