import { expect, test } from 'vitest';
import { PROSE, PROSE_FR } from '../../../test/fixtures/temporary-book.ts';
import { detectLanguage } from './detect-language.ts';

test('tells English and French by their small words', () => {
  expect(detectLanguage(PROSE, null)).toBe('en');
  expect(detectLanguage(PROSE_FR, null)).toBe('fr');
});

test('believes the text and not the declaration', () => {
  expect(detectLanguage(PROSE_FR, 'en')).toBe('fr');
});

test('takes the majority of a bilingual text', () => {
  expect(detectLanguage(`${PROSE_FR} ${PROSE_FR} ${PROSE}`, null)).toBe('fr');
});

test.each([
  [
    'Spanish',
    'En un lugar de la Mancha, de cuyo nombre no quiero acordarme, no ha mucho tiempo que vivía un hidalgo de los de lanza en astillero, adarga antigua, rocín flaco y galgo corredor.',
  ],
  [
    'German',
    'Als Gregor Samsa eines Morgens aus unruhigen Träumen erwachte, fand er sich in seinem Bett zu einem ungeheueren Ungeziefer verwandelt. Er lag auf seinem panzerartig harten Rücken und sah, wenn er den Kopf ein wenig hob, seinen Bauch.',
  ],
  [
    'Latin',
    'Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani, tertiam qui ipsorum lingua Celtae, nostra Galli appellantur. Hi omnes lingua, institutis, legibus inter se differunt.',
  ],
  [
    'Italian',
    'Quel ramo del lago di Como, che volge a mezzogiorno, tra due catene non interrotte di monti, tutto a seni e a golfi, a seconda dello sporgere e del rientrare di quelli, vien quasi a un tratto.',
  ],
  [
    'Portuguese',
    'Algum tempo hesitei se devia abrir estas memórias pelo princípio ou pelo fim, isto é, se poria em primeiro lugar o meu nascimento ou a minha morte. Suposto o uso vulgar seja começar pelo nascimento.',
  ],
])('does not take %s for either', (_, text) => {
  expect(detectLanguage(text, null)).toBeNull();
});
