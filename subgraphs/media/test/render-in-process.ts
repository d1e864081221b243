/** Renders the film whose options are in the given JSON file, and writes a line to standard output for each step. */
import { readFile } from 'node:fs/promises';
import { type FilmOptions, renderFilm } from '../src/render/film.ts';

const options: FilmOptions = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8'));
for await (const step of renderFilm(options)) process.stdout.write(`${step.message}\n`);
