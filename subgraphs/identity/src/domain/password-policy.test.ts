import { describe, expect, it } from 'vitest';
import { passwordFaults } from './password-policy.ts';

const owner = { email: 'louise.michel@example.org', username: 'louise_m' };

describe('passwordFaults', () => {
  it.each([
    'a lamp beside the window',
    'trois bateaux dans le port',
    'Kx9$vq2!mT',
    'passwords are a nuisance',
    'dragons never sleep here',
    'ééééé àààà üüü ñññ ç',
    '雨が降る静かな夜の小さな町',
  ])('accepts %s', (password) => {
    expect(passwordFaults(password, owner)).toEqual([]);
  });

  it.each([
    'Password123!',
    'P@ssw0rd2024',
    'motdepasse75',
    '!!azertyuiop',
    '1234567890',
    '0987654321',
    'qwertyuiop',
    'poiuytreza',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'visiobook2026',
    'passwordpassword',
  ])('refuses %s, which is tried first', (password) => {
    expect(passwordFaults(password, owner)).toEqual([expect.stringContaining('tried first')]);
  });

  it.each(['Louise.Michel!99', 'iamlouise_mnow', 'x louise.michel@example.org'])(
    'refuses %s, which is made of the owner’s names',
    (password) => {
      expect(passwordFaults(password, owner)).toEqual([expect.stringContaining('must not contain')]);
    },
  );

  it('counts characters as people do', () => {
    expect(passwordFaults('📚🎬🌊🕯🪐', owner)).toEqual([expect.stringContaining('this one has 5')]);
    expect(passwordFaults('a b c d e f'.repeat(19), owner)).toEqual([
      expect.stringContaining('this one has 209'),
    ]);
  });

  it('does not look for names so short that they are parts of words', () => {
    expect(passwordFaults('a lamp beside the window', { email: 'al@x.org', username: 'lam' })).toEqual([]);
  });
});
