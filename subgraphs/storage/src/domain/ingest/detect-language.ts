import type { Language } from '@visiobook/schema';

/** Shares of the commonest words of a text that belong to each language it could be in. */
export type LanguageShares = Readonly<Record<string, number>>;

/**
 * Tells French from English by their function words, and both from their neighbours.
 * Null when the text is mostly in another language. What the file says of itself only breaks a tie.
 */
export function detectLanguage(text: string, declared: string | null): Language | null {
  const shares = languageShares(text);
  const en = shares.en ?? 0;
  const fr = shares.fr ?? 0;
  const others = Math.max(
    0,
    ...Object.entries(shares).map(([name, share]) => (name === 'en' || name === 'fr' ? 0 : share)),
  );
  const best = Math.max(en, fr);
  // A fifth of any English or French prose is made of these words; names and exclamations may dilute a short text.
  if (best < 0.08 || others > best) return null;
  if (Math.abs(en - fr) > best * 0.1) return en > fr ? 'en' : 'fr';
  const code = declared?.trim().toLowerCase() ?? '';
  if (/^fr/.test(code)) return 'fr';
  if (/^en/.test(code)) return 'en';
  return en >= fr ? 'en' : 'fr';
}

export function languageShares(text: string): LanguageShares {
  const counts: Record<string, number> = {};
  let total = 0;
  for (const sample of samples(text)) {
    for (const [word] of sample.toLowerCase().matchAll(/\p{L}+/gu)) {
      total += 1;
      for (const language of OWNERS.get(word) ?? []) counts[language] = (counts[language] ?? 0) + 1;
    }
  }
  return Object.fromEntries(
    Object.keys(WORDS).map((name) => [name, total === 0 ? 0 : (counts[name] ?? 0) / total]),
  );
}

/** Twenty slices from all over the book: a foreign preface must not decide for it. */
function* samples(text: string): Generator<string> {
  const size = 6_000;
  if (text.length <= size * 20) {
    yield text;
    return;
  }
  for (let i = 0; i < 20; i += 1) {
    const start = Math.floor((i * (text.length - size)) / 19);
    yield text.slice(start, start + size);
  }
}

/** Words that carry grammar and are common in one language and not, or rarely, in the two that are read here. */
const WORDS: Record<string, string> = {
  en: 'the of and to in that was he his it with as had for her she not you at my which be they this from but him were have by so all one there would when their them been we your what said who or me will if no an up into are our then could its very upon about out did do than some',
  fr: 'le la les de des du et à un une il elle que qui dans pour pas ne se ce en est était sur avec plus au son sa ses par je vous nous lui mais ou si tout cette ces leur on avait sont aux comme dit sans où même bien mon ma être fait deux moi c l d j n s qu m',
  es: 'de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya o fue este ha sí porque esta son entre cuando muy sin sobre ser también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos era había estaba él mi mucho',
  pt: 'de que o a os as do da dos das e em um uma não com por mais como mas foi ao ele ela seu sua ou quando muito nos já eu também só pelo pela até isso entre era depois sem mesmo aos ter seus quem nas me esse eles estava você tinha lhe se na no para',
  it: 'il lo gli i di e che è un una per non con del della da dei delle nel nella al alla si era come ma più anche le sono io se ne o ha mi questo quando lei lui ci suo sua aveva tutto cosa così dalla',
  de: 'der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass daß sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch ich wir mir mich',
  nl: 'de het een en van ik te dat die in je niet zijn is op aan met voor hij was als er maar om hem dan zou of wat mijn men dit zo door over ze zich bij ook tot haar naar werd uit had den geen hun',
  la: 'et in est non ad cum ut sed quod qui ex quae si ab hoc esse etiam sunt nec per atque aut enim quam eius neque autem quid erat tamen se de nihil sic iam me tibi mihi',
  ro: 'și în de la un o pe cu nu că să din se ce mai care este sau a fost lui era ca pentru dar au el ea îi am fi',
  sv: 'och att det som en på är av för med den till inte har de ett om men han var jag hon hade från så ut när vi sig',
  pl: 'i w nie na się z do to że jest jak a o ale za co po tak jego od był przez by już tylko przy dla tym',
};

const OWNERS = owners();

function owners(): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const [language, words] of Object.entries(WORDS)) {
    for (const word of new Set(words.split(' '))) map.set(word, [...(map.get(word) ?? []), language]);
  }
  return map;
}
