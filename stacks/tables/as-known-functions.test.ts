import { App, type TerraformStack, Testing } from 'cdktf';
import { AUTHORIZED } from '../../constructs/access/access-list-props';
import { sunriseProd } from '../../environments/sunrise-prod';
import { asKnownFunction, KNOWN_AT } from '../../model/as-known';
import { ENTITIES, silverTable, supersededTable } from '../../model/catalogue';
import { PHI_POLICY } from '../../model/phi/policy';
import { phiTagsOf } from '../../model/phi/tags';
import { SynthesizedStack } from '../../test/synthesized-stack';
import { environmentGrants } from '../grants/environment-grants';

const environment = sunriseProd(new App({ outdir: Testing.app().outdir }));
const lakeStack = environment.node
  .findAll()
  .find((node): node is TerraformStack => 'prepareStack' in node && node.node.id === 'sunrise-prod-data-lake');
if (!lakeStack || !environment.settings) throw new Error('sunrise-prod has problems');
const lake = new SynthesizedStack(lakeStack.node.id, Testing.synth(lakeStack));
const grants = Object.values({ ...environmentGrants(environment.settings) }).flat();
const routines = lake.resources('google_bigquery_routine').map(({ attributes }) => attributes);
const ofTable = (name: string) => routines.find((routine) => routine['routine_id'] === `${name}__as_known`);

it('makes a function of one time for every history, in the dataset of the histories', () => {
  expect(routines.map((routine) => routine['routine_id']).sort()).toEqual(
    ENTITIES.map(({ name }) => `${name}__as_known`).sort(),
  );
  for (const routine of routines)
    expect(routine).toMatchObject({
      dataset_id: expect.stringContaining('tables_silver_dataset'),
      routine_type: 'TABLE_VALUED_FUNCTION',
      arguments: [{ name: KNOWN_AT, data_type: '{"typeKind":"TIMESTAMP"}' }],
    });
});

it('has the body that the tests run on the engines', () => {
  for (const entity of ENTITIES)
    expect(ofTable(entity.name)?.['definition_body']).toBe(asKnownFunction(entity, 'sunrise-rcm-prod').query);
});

it('names no column like the argument, which would hide it', () => {
  const columns = ENTITIES.flatMap((each) => [...silverTable(each).columns, ...supersededTable(each).columns]);
  expect(columns.map(({ name }) => name)).not.toContain(KNOWN_AT);
});

it('is made after the tables that it reads, and after its maker may read them masked', () => {
  const masks = lake
    .resources('google_bigquery_datapolicy_data_policy_iam_member')
    .filter(({ attributes }) => String(attributes['member']).includes('rcm-build-apply@'))
    .map(({ type, id }) => `${type}.${id}`);
  expect(masks.length).toBeGreaterThan(5);
  const tables = lake
    .resources('google_bigquery_table')
    .filter(({ attributes }) => ['claims', 'claims__superseded'].includes(String(attributes['table_id'])))
    .filter(({ attributes }) => String(attributes['dataset_id']).includes('silver'))
    .map(({ type, id }) => `${type}.${id}`);
  expect(tables).toHaveLength(2);
  expect(ofTable('claims')?.['depends_on']).toEqual(expect.arrayContaining([...masks, ...tables]));
});

it('can be made: every class of the histories has a mask, under which the maker sees it', () => {
  expect(phiTagsOf(ENTITIES.map(silverTable)).filter((tag) => PHI_POLICY[tag].mask === null)).toEqual([]);
});

/** A function reads with the rights of its caller: who has no grant on silver gets no row through it. */
it('gives nobody access: it is authorized on no dataset, and no group of people may read silver', () => {
  expect(grants.filter(({ role, member }) => role === AUTHORIZED && member.startsWith('routine:'))).toEqual([]);
  const readers = grants
    .filter(({ on }) => on.kind === 'dataset' && on.dataset === 'silver')
    .map(({ member }) => member.replace(/@.*/, ''));
  expect(readers.sort()).toEqual([
    'serviceAccount:rcm-build-apply',
    'serviceAccount:rcm-publish',
    'serviceAccount:rcm-transform',
  ]);
  // Who reads silver without a grant on the columns reads them masked or not at all.
  const plain = grants.filter(({ on, role }) => on.kind === 'phi_columns' && role.endsWith('FineGrainedReader'));
  expect(plain.map(({ member }) => member.replace(/@.*/, '')).sort()).toEqual([
    'serviceAccount:rcm-load',
    'serviceAccount:rcm-transform',
  ]);
});
