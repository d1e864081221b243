import type { CastMember } from '@visiobook/schema';
import { seededRandom } from '../../seeded-random.ts';
import type { Hex } from '../colour.ts';

export type HairStyle = 'SHORT' | 'LONG' | 'BUN' | 'CURLY' | 'BALD' | 'BRAID';
export type Hat = 'NONE' | 'TOP' | 'CAP' | 'BONNET' | 'HOOD' | 'CROWN' | 'STRAW' | 'TRICORNE' | 'WIDE';
export type Garment = 'COAT' | 'DRESS' | 'ROBE' | 'TUNIC' | 'UNIFORM' | 'SUIT';

/** How a person is drawn in every picture of the book: decided by who they are, never by the scene. */
export interface Looks {
  readonly female: boolean;
  readonly child: boolean;
  readonly young: boolean;
  readonly old: boolean;
  readonly skin: Hex;
  readonly hair: Hex;
  readonly hairStyle: HairStyle;
  readonly beard: boolean;
  readonly moustache: boolean;
  readonly glasses: boolean;
  readonly garment: Garment;
  readonly cloth: Hex;
  readonly second: Hex;
  readonly cloak: Hex | null;
  readonly apron: boolean;
  readonly hat: Hat;
  readonly cane: boolean;
  /** 1 is slender; stout people are up to 1.35. */
  readonly girth: number;
}

const CLOTHS: readonly Hex[] = [
  '#8c3b3f',
  '#2f5d73',
  '#4f6f4a',
  '#7a5490',
  '#b5762f',
  '#35465f',
  '#a85d6c',
  '#3f7a72',
  '#6a4d3c',
  '#c2993f',
  '#5a6b8c',
  '#8f4a2f',
];
const SECONDS: readonly Hex[] = ['#efe3c8', '#d9c3a0', '#3a3f4c', '#c9b58f', '#5a4a44', '#e6d9d2', '#2f3440'];
const HAIRS: readonly Hex[] = ['#3b2a22', '#5a3b28', '#7a4f2c', '#241c1c', '#8f6a3a', '#a8743a'];
const SKINS: readonly Hex[] = ['#f2cfae', '#eec3a0', '#e6b38f', '#f5d8bd'];

/** Colours named in either language. French forms are matched by their stems: "bleue", "bleus". */
const COLOURS: readonly [RegExp, Hex][] = [
  [/\b(?:red|scarlet|crimson|rouges?|écarlates?)\b/i, '#b5303a'],
  [/\b(?:blue|bleue?s?|azur)\b/i, '#2f62a8'],
  [/\b(?:green|verte?s?)\b/i, '#3f7d4a'],
  [/\b(?:yellow|jaunes?)\b/i, '#e2b53c'],
  [/\b(?:black|noire?s?|dark|sombre)\b/i, '#2a2830'],
  [/\b(?:white|blanc(?:he)?s?|pale|pâle|snowy)\b/i, '#f2eee6'],
  [/\b(?:gr[ea]y|grise?s?)\b/i, '#8f9399'],
  [/\b(?:brown|brune?s?|marrons?|tawny|chestnut|châtain)\b/i, '#74492d'],
  [/\b(?:pink|roses?|rosy)\b/i, '#dd8fa0'],
  [/\b(?:purple|violet(?:te)?s?|pourpres?)\b/i, '#6d4390'],
  [/\b(?:orange|ginger|roux|rousse)\b/i, '#c8692d'],
  [/\b(?:gold(?:en)?|dorée?s?|d'or)\b/i, '#d8a93f'],
  [/\b(?:silver|argent(?:ée?s?)?)\b/i, '#b9c0c8'],
  [/\b(?:blond(?:e|es|s)?|fair)\b/i, '#dbb565'],
];

const HAIR_WORDS = /hair|beard|curls?|locks|whiskers|cheveux|barbe|boucles|chevelure|tresses?|moustache/i;

export function colourIn(text: string): Hex | null {
  for (const [pattern, colour] of COLOURS) if (pattern.test(text)) return colour;
  return null;
}

export function looksOf(member: CastMember): Looks {
  const random = seededRandom(`looks/${member.characterId}`);
  const words = `${member.name} ${member.looks.join(' | ')}`;
  const says = (pattern: RegExp): boolean => pattern.test(words);
  const female = member.gender === 'FEMALE';
  // Of whom the text says neither, the picture says neither: no skirt, and no beard that is not spoken of.
  const male = member.gender === 'MALE';
  const child = member.age === 'CHILD';
  const old = member.age === 'OLD' || says(/\b(?:old|aged|vieux|vieil|vieille|ancien|grand-(?:m|p)ère)\b/i);
  const hairPhrase = member.looks.find((phrase) => HAIR_WORDS.test(phrase));
  const clothPhrase = member.looks.find((phrase) => !HAIR_WORDS.test(phrase) && colourIn(phrase) !== null);
  const hairColour = hairPhrase
    ? /\bred\b|\brouge/i.test(hairPhrase)
      ? '#b4532a'
      : colourIn(hairPhrase)
    : null;
  const ownHair = old ? random.pick(['#d9d6d0', '#b9b7b4', '#eeeae2']) : random.pick(HAIRS);
  const royal = says(/\b(?:king|queen|prince|princess|roi|reine|princesse|emperor|empereur)\b/i);
  const holy = says(/\b(?:priest|monk|abbé|curé|vicar|bishop|moine|prêtre|wizard|sorcier|magician)\b/i);
  const martial = says(
    /\b(?:captain|soldier|officer|colonel|general|capitaine|soldat|officier|général|knave|guard|lieutenant)\b/i,
  );
  const garment = garmentOf(
    female,
    { holy, martial, royal },
    random.next(),
    says(/\b(?:robe|dress|gown|jupe)\b/i) && female,
  );
  return {
    female,
    child,
    young: member.age === 'YOUNG',
    old,
    skin: random.pick(SKINS),
    hair: hairColour ?? ownHair,
    hairStyle: says(/\b(?:bald|chauve)\b/i)
      ? 'BALD'
      : female
        ? random.pick(['LONG', 'BUN', 'CURLY', 'BRAID', 'LONG'])
        : random.pick(['SHORT', 'SHORT', 'CURLY', old && male ? 'BALD' : 'SHORT']),
    beard: !female && !child && (says(/beard|barbe|bearded/i) || (random.chance(old ? 0.55 : 0.16) && male)),
    moustache: !female && !child && (says(/moustache|mustache/i) || (random.chance(0.22) && male)),
    glasses: says(/glasses|spectacles|lunettes|monocle/i) || (old && random.chance(0.25)),
    garment,
    cloth:
      (clothPhrase ? colourIn(clothPhrase) : null) ??
      (royal ? '#9c2438' : martial ? '#34507a' : random.pick(CLOTHS)),
    second: random.pick(SECONDS),
    cloak:
      says(/cloak|cape|manteau|mantle/i) || royal
        ? royal
          ? '#7a1f3a'
          : random.pick(CLOTHS)
        : random.chance(0.1)
          ? random.pick(CLOTHS)
          : null,
    apron: says(/\b(?:cook|maid|apron|tablier|servante|cuisinière|bonne|nurse|wife)\b/i),
    hat: hatOf(words, { royal, martial, female, child }, random.next()),
    cane: old && random.chance(0.5),
    girth: says(/\b(?:fat|stout|big|gros|grosse|portly|round)\b/i)
      ? 1.34
      : says(/\b(?:thin|lean|slim|maigre|mince)\b/i)
        ? 0.86
        : random.between(0.94, 1.14),
  };
}

interface Rank {
  readonly holy?: boolean;
  readonly martial?: boolean;
  readonly royal?: boolean;
}

function garmentOf(female: boolean, rank: Rank, chance: number, dress: boolean): Garment {
  if (rank.holy) return 'ROBE';
  if (female || dress) return 'DRESS';
  if (rank.martial) return 'UNIFORM';
  if (rank.royal) return 'ROBE';
  return chance < 0.45 ? 'COAT' : chance < 0.8 ? 'SUIT' : 'TUNIC';
}

function hatOf(
  words: string,
  who: { royal: boolean; martial: boolean; female: boolean; child: boolean },
  chance: number,
): Hat {
  if (who.royal) return 'CROWN';
  if (/\b(?:hatter|top hat|chapelier|haut-de-forme)\b/i.test(words)) return 'TOP';
  if (/\b(?:hood|capuche|capuchon|chaperon)\b/i.test(words)) return 'HOOD';
  if (/\b(?:pirate|corsaire|buccaneer)\b/i.test(words)) return 'TRICORNE';
  if (/\b(?:bonnet|cook|cuisinière)\b/i.test(words)) return 'BONNET';
  if (/\b(?:hat|chapeau)\b/i.test(words)) return who.female ? 'WIDE' : 'TOP';
  if (/\b(?:cap|casquette|béret)\b/i.test(words) || who.martial) return 'CAP';
  if (who.child) return chance < 0.12 ? 'STRAW' : 'NONE';
  if (who.female) return chance < 0.14 ? 'WIDE' : chance < 0.26 ? 'BONNET' : 'NONE';
  return chance < 0.16 ? 'TOP' : chance < 0.26 ? 'CAP' : chance < 0.34 ? 'STRAW' : 'NONE';
}
