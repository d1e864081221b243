export * from './book.ts';
export * from './language.ts';
export * from './scene-brief.ts';
