import type { Language } from '@visiobook/schema';

export interface PronounForm {
  person: 1 | 2 | 3;
  number: 'SINGULAR' | 'PLURAL' | 'UNKNOWN';
  gender: 'FEMALE' | 'MALE' | 'NEUTER' | 'UNKNOWN';
  role: 'SUBJECT' | 'OBJECT' | 'POSSESSIVE' | 'REFLEXIVE' | 'RELATIVE';
}

const NUMBERS = { s: 'SINGULAR', p: 'PLURAL', u: 'UNKNOWN' } as const;
const GENDERS = { f: 'FEMALE', m: 'MALE', n: 'NEUTER', u: 'UNKNOWN' } as const;
const ROLES = { s: 'SUBJECT', o: 'OBJECT', p: 'POSSESSIVE', r: 'REFLEXIVE', w: 'RELATIVE' } as const;

/** `3sfs` is third person, singular, feminine, subject; see the letters above. */
const FORMS: Record<Language, string> = {
  en: `i:1sus i'm:1sus i've:1sus i'd:1sus i'll:1sus me:1suo my:1sup mine:1sup myself:1sur we:1pus we're:1pus we've:1pus
    we'd:1pus we'll:1pus us:1puo our:1pup ours:1pup ourselves:1pur you:2uus you're:2uus you've:2uus you'd:2uus you'll:2uus
    your:2uup yours:2uup yourself:2sur yourselves:2pur thou:2sus thee:2suo thy:2sup thine:2sup thyself:2sur ye:2uus yeh:2uus yer:2uup
    he:3sms he's:3sms he'd:3sms he'll:3sms him:3smo his:3smp himself:3smr she:3sfs she's:3sfs she'd:3sfs she'll:3sfs her:3sfo hers:3sfp
    herself:3sfr it:3sns it's:3sns its:3snp itself:3snr they:3pus they're:3pus they've:3pus they'd:3pus they'll:3pus them:3puo
    their:3pup theirs:3pup themselves:3pur`,
  fr: `je:1sus j':1sus j:1sus me:1suo m':1suo m:1suo moi:1suo mon:1sup ma:1sup mes:1sup moi-même:1sur tu:2sus te:2suo t':2suo t:2suo
    toi:2suo ton:2sup ta:2sup tes:2sup toi-même:2sur il:3sms elle:3sfs lui:3suo son:3sup sa:3sup ses:3sup lui-même:3smr elle-même:3sfr
    nous:1pus notre:1pup nos:1pup nous-mêmes:1pur vous:2uus votre:2uup vos:2uup vous-même:2sur vous-mêmes:2pur ils:3pms elles:3pfs
    eux:3pmo leur:3pup leurs:3pup eux-mêmes:3pmr elles-mêmes:3pfr qui:3uuw dont:3uuw le:3smo la:3sfo les:3puo l':3suo`,
};

/** Personal, possessive and reflexive pronouns by their form in lower case, with straight apostrophes. */
export const PRONOUN_FORMS: Record<Language, ReadonlyMap<string, PronounForm>> = {
  en: formsOf(FORMS.en),
  fr: formsOf(FORMS.fr),
};

function formsOf(block: string): ReadonlyMap<string, PronounForm> {
  return new Map(
    block.split(/\s+/).map((entry) => {
      const [form, code] = entry.split(':') as [string, string];
      return [
        form,
        {
          person: Number(code[0]) as PronounForm['person'],
          number: NUMBERS[code[1] as keyof typeof NUMBERS],
          gender: GENDERS[code[2] as keyof typeof GENDERS],
          role: ROLES[code[3] as keyof typeof ROLES],
        },
      ];
    }),
  );
}
