import { COMMON_PASSWORD_STEMS } from './common-passwords.ts';

const MIN_LENGTH = 10;
const MAX_LENGTH = 200;
/** Rows of keyboards and counting, in which a walk is a weak password. */
const ROWS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
];

/**
 * Why a password is not accepted; empty when it is. Length is what makes a password strong, so no kinds of
 * characters are asked for; what attackers try first is refused, however it is decorated.
 */
export function passwordFaults(password: string, owner: { email: string; username: string }): string[] {
  const length = [...password].length;
  if (length < MIN_LENGTH)
    return [`A password has at least ${MIN_LENGTH} characters; this one has ${length}.`];
  if (length > MAX_LENGTH)
    return [`A password has at most ${MAX_LENGTH} characters; this one has ${length}.`];
  const lower = password.toLowerCase();
  const faults: string[] = [];
  if (namesOf(owner).some((name) => lower.includes(name)))
    faults.push('A password must not contain the e-mail address or the username.');
  if (isCommon(lower)) faults.push('This password is among those that are tried first; choose another.');
  return faults;
}

/** Very short names are parts of many words, and would refuse good passwords. */
function namesOf({ email, username }: { email: string; username: string }): string[] {
  return [email, email.split('@')[0] ?? '', username].filter((name) => name.length >= 4);
}

function isCommon(lower: string): boolean {
  const plain = undecorated(lower);
  return (
    new Set(lower).size < 5 ||
    COMMON_PASSWORD_STEMS.has(lower) ||
    COMMON_PASSWORD_STEMS.has(plain) ||
    isRepeated(plain) ||
    isRepeated(lower) ||
    isWalk(lower)
  );
}

/** `P@ssw0rd2024!` is `password`: signs for letters undone, digits and signs at both ends left out. */
function undecorated(lower: string): string {
  const letters: Record<string, string> = {
    '@': 'a',
    '4': 'a',
    '0': 'o',
    '1': 'i',
    '3': 'e',
    '5': 's',
    $: 's',
    '7': 't',
  };
  return lower.replace(/^[^a-z]+|[^a-z]+$/g, '').replace(/[@40135$7]/g, (sign) => letters[sign] ?? sign);
}

/** One short piece again and again: `abcabcabcabc`. */
function isRepeated(text: string): boolean {
  const [, piece = ''] = /^(.{1,8}?)\1+$/u.exec(text) ?? [];
  return piece !== '' && (piece.length <= 4 || COMMON_PASSWORD_STEMS.has(piece));
}

/** Along one row, either way: `1234567890`, `qwertyuiop`. */
function isWalk(lower: string): boolean {
  const back = [...lower].reverse().join('');
  return ROWS.some((row) => row.includes(lower) || row.includes(back));
}
