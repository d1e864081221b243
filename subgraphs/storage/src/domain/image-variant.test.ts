import { expect, it } from 'vitest';
import { isPicture, variantKey } from './image-variant.ts';

it('names equal pictures equally and others differently', () => {
  const one = { width: 100, height: null, fit: 'COVER', format: 'WEBP' } as const;
  expect(variantKey(one)).toBe(variantKey({ ...one, fit: 'INSIDE' }));
  const box = { ...one, height: 50 };
  expect(variantKey(box)).not.toBe(variantKey({ ...box, fit: 'INSIDE' }));
  expect(variantKey({ ...one, width: null, height: 100 })).not.toBe(variantKey(one));
  expect(variantKey({ ...one, format: 'AVIF' })).not.toBe(variantKey(one));
});

it('leaves out pictures that are programs', () => {
  expect(isPicture('image/png')).toBe(true);
  expect(isPicture('image/svg+xml')).toBe(false);
});
