import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BookFile } from '../../../scripts/start/arguments.ts';

const TEXT = `THE MILLER'S DAUGHTER

by Visiobook

CHAPTER I

The Mill

Early in the morning Clara Weir walked down the lane to the old mill. The sun was rising over the fields, and the river shone like glass. Her father, Mr. Weir, was waiting at the door with a lantern in his hand.

"You are late," said Mr. Weir, but he smiled.

"The bridge was broken," Clara answered. "I had to walk round by the forest."

Inside the mill the great wheel was turning. Clara sat down at the wooden table and opened the letter that had come in the night. She read it twice, and then she began to cry.

"What is it, child?" asked her father.

"It is from Thomas," said Clara. "His ship is lost."

CHAPTER II

The Harbour

The next evening a storm came in from the sea. Clara stood on the quay with her cloak pulled tight, and the rain fell so hard that she could not see the lighthouse. Old Captain Brand came out of the inn and took her arm.

"Go home, Miss Weir," said Captain Brand. "No boat will come in tonight."

"I will wait," she said.

The waves broke over the harbour wall. Then, far out in the dark, a small light rose and fell, and rose again. The captain shouted and ran for a rope. Clara ran after him, laughing and crying at once.

CHAPTER III

The Return

Thomas slept for two days in the room above the kitchen. When he woke it was afternoon, and the garden was full of sunlight. Clara was sitting by the window with a book on her knees.

"I dreamed of the mill," said Thomas.

"You are in it," Clara answered happily. "You are home."

Mr. Weir came up the stairs with bread and a bowl of soup, and the three of them sat together until the evening, and nobody spoke of the sea.
`;

/** A short novel of three scenes and more, written for this test, as a file in `folder`. */
export function shortBook(folder: string): BookFile {
  const path = join(folder, 'millers-daughter.txt');
  writeFileSync(path, TEXT);
  return { path, name: 'millers-daughter.txt', mediaType: 'text/plain', byteSize: Buffer.byteLength(TEXT) };
}
