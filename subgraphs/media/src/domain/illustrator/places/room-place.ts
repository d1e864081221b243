import { paintRoom, type RoomLook, type Walls } from '../room.ts';
import type { PlacePainter, Stage } from '../stage.ts';

/** A room: its look by the seed, then its furniture along the back wall. */
export function room(
  looks: readonly RoomLook[],
  furnish: (stage: Stage, walls: Walls, at: (share: number) => number) => void,
): PlacePainter {
  return {
    horizon: 0.62,
    indoors: true,
    back: (stage) => {
      const walls = paintRoom(stage, stage.random.fork('look').pick(looks));
      const flip = stage.random.fork('flip').chance(0.5);
      const span = walls.right - walls.left;
      furnish(stage, walls, (share) => walls.left + span * (flip ? 1 - share : share));
    },
  };
}

export const SALON: readonly RoomLook[] = [
  { wall: '#b9cbb4', floor: '#9a6c42', trim: '#efe6d2', pattern: 'DAMASK' },
  { wall: '#c98f7c', floor: '#7d5233', trim: '#f0e2cc', pattern: 'STRIPES' },
  { wall: '#8fa6b8', floor: '#8a6240', trim: '#e9e2d3', pattern: 'PANELS' },
  { wall: '#d8bd84', floor: '#7a4f36', trim: '#f3ead6', pattern: 'STRIPES' },
  { wall: '#7f6a86', floor: '#6d4a37', trim: '#d9cfc2', pattern: 'DAMASK' },
];
