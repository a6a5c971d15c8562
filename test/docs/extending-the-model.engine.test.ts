import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProject } from '../project-copy';
import { blocksOf, commandLines } from './blocks';
import { applyEdit, editOf } from './edits';

/**
 * Follows docs/extending-the-model.md to the letter in a copy of the project: makes every change that the page shows, runs its commands,
 * and looks for the new column, rule, KPI and table where readers will look. A step that the page leaves out fails here.
 */
const PAGE = 'docs/extending-the-model.md';
const MINUTES = 60_000;
const ENGINES = ['duckdb', 'bigquery'];
const EDITS = blocksOf(PAGE)
  .filter(({ info }) => info === 'diff')
  .map(editOf);
const COMMANDS = blocksOf(PAGE)
  .filter(({ info }) => info.startsWith('sh'))
  .flatMap(commandLines);

const temporary = mkdtempSync(join(tmpdir(), 'extended-'));
const project = join(temporary, 'project');

beforeAll(() => copyProject(project), MINUTES);
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** Runs a command line in the copy, without the variables that would change what it does. */
function run(command: string): { status: number | null; stdout: string; stderr: string } {
  const variables = Object.entries(process.env).filter(([name]) => !/^(RCM_|CDKTF_|GOOGLE_|JEST_|npm_)/.test(name));
  return spawnSync('bash', ['-euo', 'pipefail', '-c', command], {
    cwd: project,
    env: { ...Object.fromEntries(variables), NO_COLOR: '1' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Rows of the copy's local warehouse. */
function rows(sql: string): Record<string, unknown>[] {
  const { status, stdout, stderr } = run(`./rcm query --env sunrise-dev --json "${sql}"`);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, unknown>[];
}

/** A file of the copy. */
const text = (path: string) => readFileSync(join(project, path), 'utf8');
/** The committed SQL of a statement. */
const golden = (engine: string, statement: string) => text(`test/golden/sql/${engine}/${statement}.sql`);
/** What a program of the copy prints as JSON. */
const loaded = (program: string): unknown =>
  JSON.parse(run(`node --require ./scripts/load-typescript.cjs -e '${program}'`).stdout);

describe('each step', () => {
  it.each(EDITS)('changes $file as the page shows it ($from)', (edit) => {
    applyEdit(edit, project);
    expect(existsSync(join(project, edit.file))).toBe(true);
  });

  it.each(COMMANDS)(
    '%s succeeds',
    (command) => {
      const { status, stdout, stderr } = run(command);
      expect({ status, output: status === 0 ? '' : `${stdout}\n${stderr}`.slice(-4000) }).toEqual({
        status: 0,
        output: '',
      });
    },
    5 * MINUTES,
  );
});

it('ends with the tests that know what was forgotten: synonyms, and what is generated', () => {
  expect(COMMANDS.filter((command) => /^npx jest model .*test\/generated/.test(command))).toHaveLength(1);
});

describe('the new column', () => {
  it('holds the values of the sample in the local warehouse', () => {
    expect(rows('select distinct language from silver.patients order by 1')).toEqual([
      { language: 'en' },
      { language: 'es' },
      { language: 'vi' },
    ]);
  });

  it('stands in the dictionary, in the golden SQL of both engines and in the lineage', () => {
    expect(text('docs/data-dictionary.md')).toContain('| `language` | STRING | health |');
    for (const engine of ENGINES) expect(golden(engine, 'bronze.append.patients')).toContain('language');
    expect(text('model/phi/lineage.ts')).toContain("'silver.patients.language'");
  });
});

describe('the hashed column', () => {
  it('stands in the view, the dictionary and the inventory', () => {
    expect(golden('reporting', 'reporting.dim_patient')).toContain('patient_id_hash');
    expect(text('docs/data-dictionary.md')).toContain('`patient_id_hash`');
    expect(text('test/inventory/sunrise-prod.md')).toContain('hash_key');
  });
});

describe('the new rule', () => {
  it('judged every patient of the local warehouse', () => {
    const found = rows("select sum(rows_checked) as checked from ops.quality_results where rule_id = 'language_known'");
    expect(Number(found[0]?.['checked'])).toBeGreaterThan(0);
  });

  it('stands in the golden SQL of both engines', () => {
    for (const engine of ENGINES) expect(golden(engine, 'quality.results.patients')).toContain('language_known');
  });
});

describe('the new KPI', () => {
  it('has the true value of the sample in the local warehouse', () => {
    const [found] = rows(
      "select value from gold.kpi_values where kpi_id = 'claim_paid_rate' and hospital_id = 'all' and slice_kind = 'total'",
    );
    const truth = JSON.stringify(join(project, '.rcm/sunrise-dev/sample/truth/truth.json'));
    const figures = loaded(
      `const { truthFigures } = require("./test/acceptance/truth-figures.ts");
       const figures = truthFigures(require(${truth}));
       console.log(JSON.stringify([...figures].filter(([name]) => name.startsWith("claim_paid_rate | all | total"))))`,
    ) as [string, string][];
    expect(figures).toHaveLength(1);
    expect(figures[0]?.[1]).toMatch(new RegExp(`= ${Number(Number(found?.['value']).toFixed(6))}$`));
  });

  it('stands on the page of KPIs, in the golden SQL of both engines and in the report', () => {
    expect(text('docs/kpis.md')).toContain('## Claim paid rate');
    for (const engine of ENGINES)
      expect(golden(engine, 'gold.kpi_values.claims_by_total')).toContain('claim_paid_rate');
    expect(text('.rcm/sunrise-dev/reports/kpis.json')).toContain('claim_paid_rate');
  });
});

describe('the new table', () => {
  it('holds the true rows of the sample in the local warehouse', () => {
    const found = rows(
      'select hospital_id, count(*) as n from silver.facilities where is_current group by 1 order by 1',
    );
    const truth = JSON.parse(text('.rcm/sunrise-dev/sample/truth/truth.json')) as {
      hospitals: Record<string, { tables: Record<string, { rows: number }> }>;
    };
    const trueRows = Object.entries(truth.hospitals).map(([hospital, { tables }]) => [
      hospital,
      tables['facilities']?.rows,
    ]);
    expect(found.map((row) => [row['hospital_id'], Number(row['n'])])).toEqual(trueRows);
  });

  it('stands in the dictionary, in the golden SQL of both engines and among what is deployed', () => {
    expect(text('docs/data-dictionary.md')).toContain('### silver.facilities');
    for (const engine of ENGINES) expect(golden(engine, 'history.rebuild.facilities')).toContain('silver');
    expect(text('test/inventory/sunrise-prod.md')).toContain('facilities');
  });
});
