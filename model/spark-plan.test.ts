import { entity } from './catalogue';
import { parseSpec } from './parse-spec';
import { sparkPlan } from './spark-plan';
import { hospitalSpecSchema } from './spec';

const TABLE = entity('transactions');

/** The plan of transactions under a mapping, by the names of its columns. */
function planUnder(mapping: unknown) {
  const hospital = parseSpec(hospitalSpecSchema, {
    ...{ id: 'hospital-a', emr: { kind: 'mysql', host: 'h', database: 'd', user: 'u' }, tables: ['transactions'] },
    ...{ readers: { transactions: 'spark' }, mapping: { transactions: mapping } },
  });
  const plan = sparkPlan({ project: 'p', timeZone: 'America/Chicago' }, hospital, TABLE);
  const source = (place: number | undefined) => (place === undefined ? undefined : plan.sources[place]?.name);
  return { plan, source, column: (name: string) => plan.columns.find((each) => each.name === name) };
}

it('reads each column of the source once, and says by its place what comes from it', () => {
  const { plan, source, column } = planUnder({
    columns: {
      transaction_id: { concat: ['clinic', '-', 'no'] },
      encounter_id: { concat: ['Clinic', { text: 'x' }, 'visit'] },
      payer_id: { coalesce: ['visit', 'NO'] },
    },
  });
  const names = plan.sources.map(({ name }) => name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  expect(plan.key.map(source)).toEqual(['clinic', 'no']);
  expect(column('encounter_id')?.origin).toEqual({
    kind: 'concat',
    parts: [{ place: plan.key[0] }, { text: 'x' }, { place: names.indexOf('visit') }],
  });
  expect(column('payer_id')?.origin).toEqual({ kind: 'coalesce', places: [names.indexOf('visit'), plan.key[1]] });
});

it('says which rows, since when they are as they are, and by what changed ones are found', () => {
  const query = 'select * from t';
  const cursor = { column: 'changed', zone: 'America/Denver' };
  const { plan, source } = planUnder({ from: { query }, where: 'a > 1', cursor });
  expect(plan).toMatchObject({ query, where: 'a > 1', cursor: { zone: 'America/Denver' }, statedBy: TABLE.cursor });
  expect(source(plan.cursor?.place)).toBe('changed');
});

it.each([
  ['no cursor', { cursor: 'none' }],
  ['an absent cursor', { columns: { modified_at: { absent: true } } }],
])('reads the whole table every time with %s', (_what, mapping) => {
  expect(planUnder(mapping).plan).toMatchObject({ cursor: null, statedBy: null, query: null, where: null });
});

it('pads as the mapping says, otherwise as the model does', () => {
  const padding = (mapping: unknown) => {
    const made = planUnder(mapping).column('procedure_code');
    return [made?.modelPadTo, made?.verbs.padTo];
  };
  expect(padding({ columns: { procedure_code: { column: 'cpt', padTo: 7 } } })).toEqual([0, 7]);
  expect(padding({})).toEqual([5, null]);
});
