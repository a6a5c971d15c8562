import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS } from '../../../model/errors/registry';
import { errorsPage } from './errors-page';

const ROOT = join(__dirname, '..', '..', '..');
const ROOMS = ['cli', 'compliance', 'constructs', 'jobs', 'model', 'sample', 'stacks'];
const TABLES = join(ROOT, 'model', 'errors');
const sources = ROOMS.flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true })
    .map((file) => join(ROOT, room, String(file)))
    .filter((file) => /(?<!\.(test|fixture|example))\.ts$/.test(file) && !file.startsWith(TABLES)),
)
  .concat(join(ROOT, 'main.ts'))
  .map((file) => readFileSync(file, 'utf8'));

it('the page of errors has every code of the registry', () => {
  const page = errorsPage();
  expect(Object.keys(ERRORS).length).toBeGreaterThan(130);
  expect(Object.keys(ERRORS).filter((code) => !page.includes(`| \`${code}\` |`))).toEqual([]);
});

it('every code of the registry is used by the program', () => {
  const used = new Set(sources.flatMap((text) => text.match(/(?<=')[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*(?=')/g) ?? []));
  expect(Object.keys(ERRORS).filter((code) => !used.has(code))).toEqual([]);
});

it('every error class of the program is a coded error', () => {
  const classes = sources.flatMap((text) => text.match(/class \w+ extends \w*Error\b/g) ?? []);
  expect(classes.length).toBeGreaterThanOrEqual(8);
  expect(classes.filter((each) => !/ extends CodedError$/.test(each))).toEqual([]);
});
