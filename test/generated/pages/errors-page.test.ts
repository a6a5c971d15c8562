import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorsPage } from './errors-page';

const ROOT = join(__dirname, '..', '..', '..');
const ROOMS = ['cli', 'compliance', 'constructs', 'jobs', 'model', 'sample', 'stacks'];
const sources = ROOMS.flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true })
    .map((file) => join(ROOT, room, String(file)))
    .filter((file) => /(?<!\.(test|fixture|example))\.ts$/.test(file)),
);
const inSources = (pattern: RegExp): [string, string][] =>
  sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(pattern)].map((match): [string, string] => [file, match[1] ?? '']),
  );

describe('the page of errors', () => {
  const page = errorsPage();
  const has = (code: string) => page.includes(`| \`${code}\` |`);

  it('holds every code of every table of errors', () => {
    const tables = inSources(/^export const ((?:[A-Z]+_)?(?:ERRORS|PROBLEMS)) = /gm);
    expect(tables.length).toBeGreaterThanOrEqual(7);
    const codes = tables.flatMap(([file, name]) => Object.keys(require(file)[name] as Record<string, unknown>));
    expect(codes.length).toBeGreaterThan(130);
    expect(codes.filter((code) => !has(code))).toEqual([]);
  });

  it('holds the codes that stand alone', () => {
    const alone = inSources(/readonly code = '([A-Z_]+)'/g).map(([, code]) => code);
    expect(alone).toContain('REVIEW_FINDINGS');
    expect([...alone, 'USAGE', 'SPEC_INVALID', 'UNCODED'].filter((code) => !has(code))).toEqual([]);
  });
});
