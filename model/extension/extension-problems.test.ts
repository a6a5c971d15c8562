import { parseSpec } from '../parse-spec';
import { SpecError } from '../problems';
import { extensionSchema } from './checked-model';
import { extendModel, type ModelExtensionInput } from './extension-spec';
import { SUNRISE_EXTENSION } from './sunrise-extension.fixture';

/** Code and path of each problem. */
function problems(change: object): string[] {
  try {
    parseSpec(extensionSchema, { ...SUNRISE_EXTENSION, ...change });
    return [];
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return error.problems.map(({ code, path }) => `${code} ${path}`);
  }
}

const [LANGUAGE] = SUNRISE_EXTENSION.columns?.['patients'] ?? [];
const [FACILITIES] = SUNRISE_EXTENSION.tables ?? [];
const [VIEW] = SUNRISE_EXTENSION.views ?? [];
const [KPI] = SUNRISE_EXTENSION.kpis ?? [];
const patients = (change: object) => ({
  columns: { ...SUNRISE_EXTENSION.columns, patients: [{ ...LANGUAGE, ...change }] },
  ...{ rules: {}, views: [] },
});
const table = (change: object) => ({ tables: [{ ...FACILITIES, ...change }] });
const rule = (check: object, id = 'own') => ({
  rules: { patients: [{ id, severity: 'error', check, description: 'X.' }] },
});

it('takes a column, a table, rules, a value set, a view and a KPI', () => {
  expect(problems({})).toEqual([]);
});

it('takes nothing', () => {
  expect(parseSpec(extensionSchema, extendModel({} satisfies ModelExtensionInput))).toMatchObject({ tables: [] });
});

it.each<[string, object, string[]]>([
  ['a column without a privacy class', patients({ phi: undefined }), ['FIELD_MISSING columns.patients[0].phi']],
  ['a class that does not exist', patients({ phi: 'secret' }), ['FIELD_INVALID columns.patients[0].phi']],
  ['a name with capitals', patients({ name: 'Lang' }), ['MODEL_NAME_INVALID columns.patients[0].name']],
  ['a word of SQL', patients({ name: 'select' }), ['MODEL_NAME_INVALID columns.patients[0].name']],
  [
    'a column of the base model',
    patients({ name: 'ssn', inGold: false }),
    ['MODEL_NAME_TAKEN columns.patients[0].name'],
  ],
  ['a column of the platform', patients({ name: 'valid_from' }), ['MODEL_NAME_TAKEN columns.patients[0].name']],
  ['a column of the gold table', patients({ name: 'birth_year' }), ['MODEL_NAME_TAKEN columns.patients[0].name']],
  [
    'an expression of Terraform',
    patients({ description: '${file(1)}' }),
    ['MODEL_TEXT_INVALID columns.patients[0].description'],
  ],
  [
    'a table that does not exist',
    { columns: { patience: [LANGUAGE] }, rules: {} },
    ['MODEL_REFERENCE_UNKNOWN columns.patience'],
  ],
  ['an identifier in gold', patients({ phi: 'name' }), ['MODEL_PHI_EXPOSED columns.patients[0].inGold']],
  [
    'a hash of what can be guessed',
    patients({ phi: 'ssn', inGold: false, shownAs: 'hashed' }),
    ['MODEL_PHI_EXPOSED columns.patients[0].shownAs'],
  ],
  ['money that is not NUMERIC', patients({ unit: 'usd' }), ['MODEL_TYPE_UNSUITED columns.patients[0].unit']],
  ['a table of the base model', table({ name: 'claims' }), ['MODEL_NAME_TAKEN tables[0].name']],
  ['a table of gold', table({ name: 'dim_payer' }), ['MODEL_NAME_TAKEN tables[0].name']],
  ['a key without its column', table({ key: ['building'] }), ['MODEL_KEY_INVALID tables[0].key[0]']],
  ['a key that may be missing', table({ key: ['city'] }), ['MODEL_KEY_INVALID tables[0].key[0]']],
  [
    'a key whose values engines write differently',
    table({
      ...{ key: ['opened_at'], quality: [] },
      columns: [{ ...LANGUAGE, name: 'opened_at', type: 'TIMESTAMP', presence: 'required' }],
    }),
    ['MODEL_KEY_INVALID tables[0].key[0]'],
  ],
  ['a cursor of another type', table({ cursor: 'beds' }), ['MODEL_TYPE_UNSUITED tables[0].cursor']],
  ['a table without a grain', table({ grain: 'buildings' }), ['MODEL_GRAIN_INVALID tables[0].grain']],
  [
    'a rule about no column',
    rule({ kind: 'present', column: 'mood' }),
    ['MODEL_REFERENCE_UNKNOWN rules.patients[0].check.column'],
  ],
  [
    'a rule about a column of another type',
    rule({ kind: 'at_least', column: 'interpreter_language', minimum: 1 }),
    ['MODEL_TYPE_UNSUITED rules.patients[0].check.column'],
  ],
  [
    'a value set that does not exist',
    rule({ kind: 'in_value_set', column: 'interpreter_language', valueSet: 'x' }),
    ['MODEL_REFERENCE_UNKNOWN rules.patients[0].check.valueSet'],
  ],
  [
    'a pattern that RE2 lacks',
    rule({ kind: 'pattern', column: 'interpreter_language', regex: 'a(?=b)' }),
    ['MODEL_TYPE_UNSUITED rules.patients[0].check.regex'],
  ],
  [
    'a rule of the platform',
    rule({ kind: 'present', column: 'interpreter_language' }, 'line_x'),
    ['MODEL_NAME_TAKEN rules.patients[0].id'],
  ],
  ['a view of the base model', { views: [{ ...VIEW, name: 'fact_claims' }] }, ['MODEL_NAME_TAKEN views[0].name']],
  [
    'a view with an identifier',
    {
      views: [
        {
          ...VIEW,
          columns: VIEW?.columns.map((each) => ({
            ...each,
            phi: each.name === 'interpreter_language' ? 'name' : each.phi,
          })),
        },
      ],
    },
    ['MODEL_PHI_EXPOSED views[0].columns[1].phi'],
  ],
  [
    'a view without hospitals',
    { views: [{ ...VIEW, columns: VIEW?.columns.slice(1) }] },
    ['MODEL_GRAIN_INVALID views[0].columns'],
  ],
  [
    'SQL that names a patient',
    { kpis: [{ ...KPI, sql: `${KPI?.sql}, patient_id` }] },
    ['MODEL_PHI_EXPOSED kpis[0].sql'],
  ],
  ['SQL that changes', { kpis: [{ ...KPI, sql: 'delete from fact_encounters' }] }, ['MODEL_GRAIN_INVALID kpis[0].sql']],
  [
    'SQL that reads what it does not declare',
    { kpis: [{ ...KPI, sql: `${KPI?.sql} union all select 1 from fact_claims` }] },
    ['MODEL_SQL_UNSUITED kpis[0].sql'],
  ],
  [
    'SQL that calls what is not on the list',
    { kpis: [{ ...KPI, sql: String(KPI?.sql).replace('sum(', "getenv('HOME'), sum(") }] },
    ['MODEL_SQL_UNSUITED kpis[0].sql'],
  ],
  [
    'a table of the statement that hides one of the model',
    { kpis: [{ ...KPI, sql: `with patients as (select 1 as ssn) ${KPI?.sql}` }] },
    ['MODEL_SQL_UNSUITED kpis[0].sql'],
  ],
  [
    'a table of the statement that hides its own input',
    { kpis: [{ ...KPI, sql: `with fact_encounters as (select 1 as ssn) ${KPI?.sql}` }] },
    ['MODEL_SQL_UNSUITED kpis[0].sql', 'MODEL_SQL_UNSUITED kpis[0].sql'],
  ],
  [
    'the month of a day in a view, where analysts see the year',
    { views: [{ ...VIEW, sql: String(VIEW?.sql).replaceAll('encounter_year', 'encounter_month') }] },
    ['MODEL_PHI_EXPOSED views[0].sql'],
  ],
  [
    'an input that gold lacks',
    { kpis: [{ ...KPI, inputs: ['encounters'] }] },
    ['MODEL_REFERENCE_UNKNOWN kpis[0].inputs[0]', 'MODEL_SQL_UNSUITED kpis[0].sql', 'MODEL_SQL_UNSUITED kpis[0].sql'],
  ],
  [
    'SQL without a column of the grain',
    { kpis: [{ ...KPI, grain: ['month', 'payer'] }] },
    ['MODEL_GRAIN_INVALID kpis[0].sql'],
  ],
  ['a KPI of the base model', { kpis: [{ ...KPI, id: 'days_in_ar' }] }, ['MODEL_NAME_TAKEN kpis[0].id']],
])('refuses %s', (_, change, expected) => {
  expect(problems(change)).toEqual(expect.arrayContaining(expected));
  if (!expected[0]?.includes('GRAIN')) expect(problems(change)).toHaveLength(expected.length);
});

it('reports problems of all parts at once', () => {
  const found = problems({
    ...patients({ name: 'ssn' }),
    ...table({ key: ['building'] }),
    kpis: [{ ...KPI, id: 'days_in_ar' }],
  });
  expect(found.map((each) => each.split(' ')[1])).toEqual(
    expect.arrayContaining(['columns.patients[0].name', 'tables[0].key[0]', 'kpis[0].id']),
  );
});
