import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

const ROOT = dirname(dirname(__dirname));

/** A committed file holds what was just generated. With WRITE_DOCS=1, as `npm run docs` sets it, the file is written first. */
export function expectGenerated(path: string, text: string): void {
  if (process.env['WRITE_DOCS'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const there = existsSync(path) ? readFileSync(path, 'utf8') : '';
  // Line by line: of a page of a thousand lines jest then shows those that differ, and what to do stands beside them.
  const file = `${relative(ROOT, path)}; if the change is meant, npm run docs writes it again`;
  expect({ file, lines: there.split('\n') }).toEqual({ file, lines: text.split('\n') });
}
