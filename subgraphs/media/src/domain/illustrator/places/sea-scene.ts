import type { SceneBrief } from '@visiobook/schema';
import type { PlacePainter } from '../stage.ts';
import { sea, shore } from './sea.ts';

const VESSELS =
  /\b(?:boats?|rowed|rowing|oars?|ships?|sailed|sailing|deck|vessel|raft|canoe|aboard|bateaux?|barques?|canots?|chaloupes?|navires?|radeaux?|à bord|rames?|voiles?|pirogues?)\b/i;
const SWIMMING =
  /\b(?:swims?|swam|swum|swimming|dived?|drown\w*|waves? took|pool|splash\w*|nag(?:e|er|ent|eait|eaient|ea|èrent|eant|eurs?)|plong\w+|noy(?:é|er|ait|ade)\w*|flott(?:e|er|ait|aient))\b/i;

/** People at sea are in a boat when the scene has one, in the water when they swim, and on the shore otherwise. */
export function seaFor({ cast, props, title, summary, visualPrompt, narration }: SceneBrief): PlacePainter {
  const told = [title, summary, visualPrompt, ...narration.digest.map(({ text }) => text)].join(' ');
  if (VESSELS.test(props.join(' '))) return sea;
  if (SWIMMING.test(told)) return { ...sea, ground: 'SWIM' };
  if (cast.length === 0 || VESSELS.test(told)) return sea;
  return shore;
}
