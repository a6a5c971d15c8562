import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import { extendModel } from '../model/extension/extension-spec';
import { SUNRISE_EXTENSION } from '../model/extension/sunrise-extension.fixture';
import { SpecError } from '../model/problems';
import MINIMAL_ENVIRONMENT from '../test/minimal-environment.json';
import { checkAgainstSchema } from '../test/schema/provider-schema';
import { type Attributes, SynthesizedStack } from '../test/synthesized-stack';
import { RcmEnvironment } from './environment';
import { Hospital } from './hospital';
import type { RcmEnvironmentProps } from './props/environment-props';
import { ClaimsInbox, Emr, type HospitalProps } from './props/hospital-props';
import { synthesize } from './synthesize';

function synthesized(model?: NonNullable<RcmEnvironmentProps['model']>) {
  const target = new App({ outdir: Testing.app().outdir });
  const environment = new RcmEnvironment(target, 'sunrise-dev', {
    ...MINIMAL_ENVIRONMENT,
    ...(model ? { model } : {}),
  });
  new Hospital(environment, 'hospital-a', { emr: Emr.cloudSql() });
  synthesize(target);
  const folder = join(target.outdir, 'stacks');
  const resources = new Map<string, Attributes>();
  for (const name of readdirSync(folder)) {
    const stack = new SynthesizedStack(name, readFileSync(join(folder, name, 'cdk.tf.json'), 'utf8'));
    for (const each of stack.resources()) {
      expect(checkAgainstSchema(each)).toEqual([]);
      resources.set(`${name.replace('sunrise-dev-', '')} ${each.type} ${each.id}`, each.attributes);
    }
  }
  return { resources, spec: JSON.parse(readFileSync(join(target.outdir, 'specs/sunrise-dev.json'), 'utf8')) };
}

const base = synthesized();
const extended = synthesized(SUNRISE_EXTENSION);
it('writes the extension into the spec, and nothing where there is none', () => {
  expect(extended.spec.model).toMatchObject({ version: 1, tables: [{ name: 'care_sites' }] });
  expect(extended.spec.hospitals[0].tables).toContain('care_sites');
  expect(Object.keys(base.spec)).not.toContain('model');
});

it('takes only its own resources out when it is removed', () => {
  expect([...base.resources.keys()].filter((name) => !extended.resources.has(name))).toEqual([]);
  const added = [...extended.resources.keys()].filter((name) => !base.resources.has(name));
  const tables = added.filter((name) => name.includes(' google_bigquery_table '));
  expect(tables.map((name) => String(extended.resources.get(name)?.['table_id'])).sort()).toEqual([
    // Bronze, quarantine, silver, gold, the view of it.
    ...Array(5).fill('care_sites'),
    'care_sites__superseded',
    'encounters_by_language',
  ]);
  const others = added.filter((name) => !name.includes(' google_bigquery_table '));
  expect(others.map((name) => name.split(' ')[1]).sort()).toEqual([
    ...Array(2).fill('google_bigquery_dataset_access'),
    'google_bigquery_routine',
  ]);
});

/** What Terraform would change: `depends_on` only orders the work. */
const changing = ({ depends_on: _, ...attributes }: Attributes) => JSON.stringify(attributes);

it('changes only the tables and views of the columns that it adds, their functions, and what states the model', () => {
  const changed = [...base.resources].flatMap(([name, attributes]) =>
    changing(attributes) === changing(extended.resources.get(name) ?? {}) ? [] : [name.split(' ')],
  );
  const named = changed.map(([stack, type, id]) => {
    const attributes = base.resources.get(`${stack} ${type} ${id}`) ?? {};
    const { table_id: table, routine_id: routine, name } = attributes;
    return `${stack} ${'view' in attributes ? 'view ' : ''}${table ?? routine ?? name}`;
  });
  expect(named.sort()).toEqual([
    'composer data/spec/environment.json',
    'data-lake dim_patient',
    'data-lake encounters',
    'data-lake encounters',
    'data-lake encounters__as_known',
    'data-lake encounters__superseded',
    'data-lake fact_encounters',
    'data-lake fact_encounters__renewed',
    'data-lake patients',
    'data-lake patients',
    'data-lake patients__as_known',
    'data-lake patients__superseded',
    'data-lake view dim_patient',
    'data-lake view fact_claims',
    'data-lake view fact_encounters',
    'data-lake view fact_transactions',
    'hospital-a data/graph/hospitals/hospital-a.json',
    'hospital-a data/spec/hospitals/hospital-a.json',
    'hospital-a encounters',
    'hospital-a patients',
  ]);
});

it('tags the columns about a person that it adds', () => {
  const patients = [...extended.resources].filter(
    ([name, { table_id: table }]) => name.includes('google_bigquery_table') && table === 'patients',
  );
  expect(patients.length).toBeGreaterThan(2);
  for (const [, { schema }] of patients)
    expect(
      JSON.parse(String(schema)).find((column: { name: string }) => column.name === 'interpreter_language'),
    ).toMatchObject({
      policyTags: { names: [expect.stringContaining('health')] },
    });
});

describe('a table that the model adds and that comes as files', () => {
  const model = extendModel({
    tables: [
      {
        ...{ name: 'bed_counts', title: 'Beds', grain: 'one row per ward and day', origin: 'feed', source: 'beds' },
        ...{ key: ['ward'], cursor: null },
        columns: [
          { name: 'ward', source: 'Ward', type: 'STRING', phi: 'none', presence: 'required', description: 'A ward.' },
        ],
      },
    ],
  });
  const hospital = (feeds: NonNullable<HospitalProps['feeds']>) => {
    const target = new App({ outdir: Testing.app().outdir });
    const environment = new RcmEnvironment(target, 'sunrise-dev', { ...MINIMAL_ENVIRONMENT, model });
    new Hospital(environment, 'hospital-a', { emr: Emr.cloudSql(), claims: ClaimsInbox.monthlyCsv(), feeds });
    return { target, environment };
  };

  it('is named by the hospital that delivers it, with how its files are written', () => {
    const { target, environment } = hospital({ bed_counts: { cadence: 'daily', delimiter: ';' } });
    synthesize(target);
    expect(environment.hospitals[0]?.feeds).toMatchObject([
      { table: 'claims', cadence: 'monthly' },
      { table: 'bed_counts', cadence: 'daily', delimiter: ';' },
    ]);
    expect(environment.hospitals[0]?.tables).not.toContain('bed_counts');
    const stack = readFileSync(join(target.outdir, 'stacks/sunrise-dev-hospital-a/cdk.tf.json'), 'utf8');
    expect(
      new SynthesizedStack('hospital', stack).named('google_bigquery_table', 'bed_counts', 'table_id'),
    ).toBeDefined();
  });

  it('is reported where it is written: a name that the model lacks, a delimiter, a table that another prop is for', () => {
    const { environment } = hospital({
      ...{ bed_count: {}, bed_counts: { delimiter: '\n' }, claims: {}, patients: {} },
    });
    const found = environment.problems.map(({ code, path, message }) => `${code} ${path}: ${message}`);
    for (const problem of [
      /^TABLE_UNKNOWN sunrise-dev.hospitals.hospital-a.feeds.bed_count.table: .*did you mean "bed_counts"/,
      /^\S+ sunrise-dev.hospitals.hospital-a.feeds.bed_counts.delimiter: /,
      /^TABLE_ORIGIN_WRONG sunrise-dev.hospitals.hospital-a.feeds.claims: declare files of claims in `claims`/,
      /^TABLE_ORIGIN_WRONG sunrise-dev.hospitals.hospital-a.feeds.patients: declare files of patients in `exports`/,
    ])
      expect(found).toContainEqual(expect.stringMatching(problem));
  });
});

it('reports what is wrong with it together with everything else', () => {
  const target = new App({ outdir: Testing.app().outdir });
  const model = extendModel({
    columns: {
      patients: [{ name: 'ssn', source: 'X', type: 'STRING', presence: 'optional', phi: 'ssn', description: 'X.' }],
    },
  });
  const environment = new RcmEnvironment(target, 'sunrise-dev', { ...MINIMAL_ENVIRONMENT, model, projectNumber: 'x' });
  new Hospital(environment, 'hospital-a', { emr: Emr.cloudSql(), tables: ['patience'] });
  try {
    synthesize(target);
    throw new Error('it was taken');
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    expect(error.problems.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
      'MODEL_NAME_TAKEN sunrise-dev.model.columns.patients[0].name',
      'PROJECT_NUMBER_INVALID sunrise-dev.projectNumber',
      'TABLE_UNKNOWN sunrise-dev.hospitals.hospital-a.tables[0]',
    ]);
  }
});
