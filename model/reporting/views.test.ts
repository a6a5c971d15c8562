import { REPORTING_DATASET } from '../datasets';
import { GOLD_TABLES } from '../gold';
import { hashKeyTables } from '../phi/hash-key';
import { type Column, PHI_CLASSES, type PhiClass } from '../types';
import { treatmentOf } from './treatment';
import { hospitalViewSql, viewSql } from './view-sql';
import { REPORTING_VIEWS, showsHashes, viewOf } from './views';

/** Said again, apart from the policy, so that a slip in its table is found. */
const DISCLOSED: readonly PhiClass[] = ['health', 'payment', 'none'];

const view = (name: string) => {
  const found = REPORTING_VIEWS.find((each) => each.name === name);
  if (!found) throw new Error(`There is no view ${name}`);
  return found;
};
const columns = (name: string) => view(name).columns.map((column) => column.name);

it('has a view for every table of gold, each with its hospital', () => {
  expect(REPORTING_VIEWS.map(({ name }) => name)).toEqual(GOLD_TABLES.map(({ name }) => name));
  for (const { table, name } of REPORTING_VIEWS)
    if (table.columns.some((column) => column.name === 'hospital_id'))
      expect([name, columns(name)]).toEqual([name, expect.arrayContaining(['hospital_id'])]);
});

/** Says again, apart from the code, which columns may be selected as they are. */
it('selects no column that identifies, reveals or dates a person, except its year', () => {
  let guarded = 0;
  for (const { name, table, patient } of REPORTING_VIEWS) {
    const sql = viewSql(view(name), 'p');
    const tables = { source: table, ...(patient ? { patient } : {}) };
    for (const [alias, { columns: all }] of Object.entries(tables))
      for (const column of all) {
        if (DISCLOSED.includes(column.phi) && !column.reveals) continue;
        guarded += 1;
        const selected = sql
          .slice(0, sql.indexOf('\nfrom '))
          .replaceAll(/to_hex\(sha256\(concat\(.*?\)\)\)/g, '')
          .replaceAll(/extract\(year from \w+\.`\w+`\)/g, '')
          .replaceAll(/greatest\(\w+\.`\w+`, extract\(year from current_date\('UTC'\)\) - 90\)/g, '');
        expect([name, selected.includes(`${alias}.\`${column.name}\``) ? column.name : 'none']).toEqual([name, 'none']);
      }
  }
  expect(guarded).toBeGreaterThan(30);
});

it.each(PHI_CLASSES)('leaves a text of class %s out unless it identifies nobody', (phi: PhiClass) => {
  const plain = DISCLOSED.includes(phi);
  expect(treatmentOf({ name: 'x', type: 'STRING', phi, description: '' })).toBe(plain ? 'plain' : 'left_out');
});

it('leaves out a key that reveals a person or a day, whatever its class', () => {
  expect(treatmentOf({ name: 'x', type: 'STRING', phi: 'none', reveals: 'day', description: '' })).toBe('left_out');
  const revealing = GOLD_TABLES.flatMap(({ name, columns: all }) =>
    all.filter(({ reveals }) => reveals).map((column) => `${name}.${column.name}`),
  );
  expect(revealing).toEqual([
    'dim_patient.patient_key',
    'dim_patient.effective_from',
    'dim_patient.effective_to',
    'fact_transactions.patient_key',
    'fact_transactions.service_date_key',
    'fact_claims.patient_key',
    'fact_claims.service_date_key',
    'fact_encounters.patient_key',
    'fact_encounters.encounter_date_key',
  ]);
});

it('shows the years, amounts and payer of a claim, and the gender and birth year of its patient', () => {
  expect(columns('fact_claims')).toEqual([
    'hospital_id',
    'provider_key',
    'provider_id',
    'department_key',
    'department_id',
    'group_department_id',
    'payer_key',
    'payer_id',
    'source_payer_id',
    'service_year',
    'claim_year',
    'adjudication_year',
    'claim_status',
    'payer_type',
    'claim_amount',
    'paid_amount',
    'patient_responsibility',
    'is_reversed',
    'patient_gender',
    'patient_birth_year',
  ]);
});

it('names no column of a view twice', () => {
  for (const { name } of REPORTING_VIEWS)
    expect([name, new Set(columns(name)).size]).toEqual([name, columns(name).length]);
});

it('names the project, so that a view means the same from every project', () => {
  for (const each of REPORTING_VIEWS) {
    const all = `${viewSql(each, 'p-1')}\n${hospitalViewSql(each, 'p-1', 'hospital-a')}`;
    expect(all.match(/(from|join) `p-1`\.`(gold|reporting)`\.`/g)?.length).toBe(
      all.match(/(^|\n)(from|left join) /g)?.length,
    );
  }
});

it('shows a hospital its own rows, rows without a hospital, and codes and days', () => {
  const where = (name: string) => hospitalViewSql(view(name), 'p', 'hospital-a').split('\n').at(-1);
  expect(where('fact_claims')).toBe("where `hospital_id` = 'hospital-a'");
  expect(where('dim_provider')).toBe("where `hospital_id` = 'hospital-a' or `hospital_id` is null");
  expect(where('dim_icd_code')).toBe(`from \`p\`.\`${REPORTING_DATASET}\`.\`dim_icd_code\``);
});

const number: Column = {
  name: 'x',
  type: 'STRING',
  phi: 'medical_record_number',
  shownAs: 'hashed',
  description: 'X.',
};
const tableOf = (...all: Column[]) => ({
  ...({ dataset: 'gold', name: 't', layer: 'gold', grain: 'one row per t', key: [] } as const),
  columns: all,
});

it('shows a number hashed where the model asks for it, under a name of its own and in its class', () => {
  const hospital: Column = { name: 'hospital_id', type: 'STRING', phi: 'none', description: 'Hospital.' };
  const shown = viewOf(tableOf(hospital, number));
  expect(shown.columns.map(({ name, treatment, phi }) => [name, treatment, phi])).toEqual([
    ['hospital_id', 'plain', 'none'],
    ['x_hash', 'hashed', 'medical_record_number'],
  ]);
  expect([showsHashes(shown), showsHashes(viewOf(tableOf(hospital)))]).toEqual([true, false]);
});

it.each<[string, Partial<Column>]>([
  ['what can be guessed', { phi: 'ssn' }],
  ['what identifies nobody', { phi: 'none' }],
  ['a number that BigQuery cannot hash', { type: 'INT64' }],
  ['a key that gives the person back', { reveals: 'person' }],
])('refuses to hash %s', (_, change) => {
  expect(() => treatmentOf({ ...number, ...change })).toThrow('cannot be shown hashed');
});

it('refuses to hash in a table without hospitals, where two patients could have one number', () => {
  expect(() => viewOf(tableOf(number))).toThrow('has no hospital_id');
});

it('has no column hashed that nobody asked for, and no table for its key', () => {
  expect(REPORTING_VIEWS.filter(showsHashes)).toEqual([]);
  expect(hashKeyTables(GOLD_TABLES)).toEqual([]);
});
