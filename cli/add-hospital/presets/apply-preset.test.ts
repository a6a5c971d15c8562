import type { SurveyedTable } from '../../../jobs/sources/mysql/survey';
import { entitiesOf } from '../../../model/catalogue';
import { mappingProblems } from '../../../model/mapping/mapping-problems';
import { type MappingSpec, mappingSchema } from '../../../model/mapping/mapping-spec';
import { BASE_MODEL } from '../../../model/model';
import { presetTables, recognisePreset } from './apply-preset';
import { openemr } from './openemr';
import { LOCAL_ZONE, type PresetTable } from './preset';
import { PRESETS } from './registry';

const ZONE = 'America/Chicago';
const column = (name: string) => ({ name, dataType: 'int', isKey: false, comment: '' });
const tables = (columns: Readonly<Record<string, readonly string[]>>): SurveyedTable[] =>
  Object.entries(columns).map(([name, names]) => ({ name, kind: 'table', columns: names.map(column) }));

/** The names that a query gives its columns: the words after `as`, and columns that are named alone, of its last select. */
const columnsOf = (query: string) =>
  Promise.resolve({
    names: [...query.matchAll(/\bas (\w+)|[\s,](DOB|identifier)\b/g)].map((match) => match[1] ?? match[2] ?? ''),
  });

/** A database with everything that one way of a preset needs. */
const needsOf = ({ needs }: PresetTable) => tables(needs);

describe.each(PRESETS.map((preset) => [preset.title, preset] as const))('the preset of %s', (_title, preset) => {
  const ways = Object.entries(preset.tables).flatMap(([entity, all]) =>
    all.map((way, place) => [`${entity}, way ${place + 1}`, entity, way] as const),
  );

  it('is recognised by its own tables, and not without one of their columns', () => {
    expect(recognisePreset(tables(preset.recognisedBy))?.preset).toBe(preset);
    for (const [table, columns] of Object.entries(preset.recognisedBy)) {
      const rest = { ...preset.recognisedBy, [table]: columns.slice(1) };
      expect(recognisePreset(tables(rest))).toBeNull();
    }
  });

  it('reads every table of an EMR', () => {
    expect(Object.keys(preset.tables).sort()).toEqual(
      entitiesOf(BASE_MODEL, 'emr')
        .map(({ name }) => name)
        .sort(),
    );
  });

  it.each(ways)('is a mapping that synth takes: %s', async (_name, entity, way) => {
    const only = { ...preset, tables: { [entity]: [way] } };
    const [table] = await presetTables(only, needsOf(way), ZONE, columnsOf);
    const columns = Object.fromEntries(
      (table?.columns ?? []).map(({ column: name, source, verbs }) => [
        name,
        { ...(source === null ? {} : { column: source }), ...verbs },
      ]),
    );
    const mapping = mappingSchema.parse({ [entity]: { ...table?.reading, columns } }) as MappingSpec;
    expect(mappingProblems(BASE_MODEL, mapping)).toEqual([]);
    expect(JSON.stringify(mapping)).not.toContain(LOCAL_ZONE);
  });

  it.each(ways)(
    'names a source for every column that is required, or asks a person: %s',
    async (_name, entity, way) => {
      const only = { ...preset, tables: { [entity]: [way] } };
      const [table] = await presetTables(only, needsOf(way), ZONE, columnsOf);
      const open = (table?.holes ?? []).filter(({ required, decide }) => required && decide !== true);
      expect(open).toEqual([]);
    },
  );
});

describe('a database that lacks a part of the system', () => {
  const FEW = {
    patient_data: ['id', 'fname', 'lname', 'mname', 'DOB', 'ss', 'phone_home', 'sex', 'street', 'date', 'pid'],
    billing: ['id', 'date', 'code_type', 'code', 'pid', 'provider_id', 'encounter', 'payer_id', 'bill_date', 'fee'],
    transactions: ['id', 'date', 'title', 'body', 'pid'],
    form_encounter: ['id', 'date', 'reason', 'facility_id', 'pid', 'encounter', 'provider_id'],
    users: ['id', 'username', 'fname', 'lname', 'facility_id', 'npi', 'specialty'],
  };

  it('is read in the way that it can answer, and a person decides about the rest', async () => {
    const found = await presetTables(openemr, tables(FEW), ZONE, columnsOf);
    expect(found.map(({ entity, table }) => [entity, table])).toEqual([
      ['providers', 'users'],
      ['patients', 'patient_data'],
      ['encounters', 'form_encounter'],
      ['transactions', 'billing'],
    ]);
    expect(found.at(-1)?.holes.filter(({ decide }) => decide)).toEqual([
      expect.objectContaining({ column: 'paid_amount', required: true }),
    ]);
  });

  it.each([
    ['unknown words', 'ER_PARSE_ERROR (error 1064)', '; window functions need MySQL 8 or MariaDB 10.2'],
    ['texts that it cannot compare', 'ER_CANT_AGGREGATE_2COLLATIONS (error 1267)', ''],
  ])('is read in another way where the server does not take a query, and says why: %s', async (_what, error, more) => {
    const found = await presetTables(
      openemr,
      tables({ ...FEW, ...openemr.tables['transactions']?.[0]?.needs }),
      ZONE,
      (query) => (query.startsWith('with') ? Promise.resolve({ refused: error }) : columnsOf(query)),
    );
    expect(found.find(({ entity }) => entity === 'transactions')).toMatchObject({
      table: 'billing',
      notes: [`the server does not take the query that reads more: ${error}${more}`],
    });
  });
});
