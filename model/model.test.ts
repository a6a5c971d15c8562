import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BASE_MODEL, modelOf } from './model';

const ROOT = join(__dirname, '..');

it('is the base model where a spec adds nothing', () => {
  expect(modelOf({})).toBe(BASE_MODEL);
});

/** Names of the base model's lists. */
const BASE = /\b(ENTITIES|GOLD_TABLES|KPIS|REPORTING_VIEWS|BASE_MODEL)\b|\bentity\(/;

/** What is only about tables that every environment has, or works without a spec. */
const WITHOUT_A_SPEC: readonly string[] = [
  // A hospital's database is surveyed for the base model's tables.
  ...['add-hospital', 'check-codes', 'check-values', 'composite-keys', 'hospital-source', 'presets/apply-preset'].map(
    (name) => `cli/add-hospital/${name}.ts`,
  ),
  ...['propose-mapping', 'value-notes'].map((name) => `cli/add-hospital/${name}.ts`),
  // The registers fill tables of the base model.
  ...['cli/commands/fetch.ts', 'jobs/sources/apis/delivery.ts'],
  // The dry run is of what a model has beyond the base model's tables.
  'jobs/transform/dry-run.ts',
  // The arithmetic of the base model's KPIs.
  'jobs/transform/kpis/kpi-rows.ts',
];

it('is what pipeline, stacks and commands read: none takes the base model where a spec says more', () => {
  const files = ['jobs', 'stacks', 'cli'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.(test|fixture|example)\.ts$/.test(file))
      .map((file) => `${room}/${file}`),
  );
  const found = files.filter((file) => BASE.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(found.sort()).toEqual([...WITHOUT_A_SPEC].sort());
});
