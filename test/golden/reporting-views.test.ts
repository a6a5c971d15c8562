import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hospitalViewSql, REPORTING_VIEWS, viewSql } from '../../model/reporting';

/** `RCM_UPDATE_GOLDEN=1 npx jest test/golden` writes the files anew; the difference is for a reviewer to read. */
const update = process.env['RCM_UPDATE_GOLDEN'] === '1';
const folder = join(__dirname, 'sql', 'reporting');
const PROJECT = 'sunrise-rcm-prod';

const rendered = new Map(
  REPORTING_VIEWS.flatMap((view) => [
    [`reporting.${view.name}.sql`, `${viewSql(view, PROJECT)};\n`],
    [`reporting_hospital_a.${view.name}.sql`, `${hospitalViewSql(view, PROJECT, 'hospital-a')};\n`],
  ]),
);

beforeAll(() => {
  if (!update) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, sql] of rendered) writeFileSync(join(folder, file), sql);
});

it('has one file per view and no other', () => {
  expect(readdirSync(folder).sort()).toEqual([...rendered.keys()].sort());
});

it.each([...rendered])('is what is written in %s', (file, sql) => {
  expect(sql).toBe(readFileSync(join(folder, file), 'utf8'));
});
