import { App, type TerraformStack, Testing } from 'cdktf';
import { sunriseProd } from '../../environments/sunrise-prod';
import { GOLD_TABLES } from '../../model/gold';
import { BASE_MODEL } from '../../model/model';
import { hashKeyTables } from '../../model/phi/hash-key';
import { REPORTING_VIEWS, viewedTags } from '../../model/reporting';
import { SynthesizedStack } from '../../test/synthesized-stack';

const environment = sunriseProd(new App({ outdir: Testing.app().outdir }));
const stacks = environment.node
  .findAll()
  .filter((node): node is TerraformStack => 'prepareStack' in node)
  .map((stack) => new SynthesizedStack(stack.node.id, Testing.synth(stack)));
const lake = stacks.find(({ name }) => name === 'sunrise-prod-data-lake');
const inLake = (type: string) => lake?.resources(type) ?? [];
const views = inLake('google_bigquery_table').filter(({ attributes }) => 'view' in attributes);

it('makes a view per table of gold, each authorized on gold, on the key of hashes where it shows any, and on nothing else', () => {
  const names = REPORTING_VIEWS.map(({ name }) => name);
  expect(views.map(({ attributes }) => attributes['table_id']).sort()).toEqual([...names].sort());
  const all = inLake('google_bigquery_dataset_access').map(({ attributes }) => attributes);
  const read = ['gold', ...hashKeyTables(GOLD_TABLES).map(({ dataset }) => dataset)];
  expect([...new Set(all.map((entry) => entry['dataset_id']))]).toEqual(read);
  const entries = all.filter((entry) => entry['dataset_id'] === 'gold');
  expect(entries.map((entry) => (entry['view'] as { table_id: string }).table_id).sort()).toEqual([...names].sort());
});

it('lets analysts read the views’ dataset and no other', () => {
  const datasets = stacks
    .flatMap((stack) => stack.resources('google_bigquery_dataset_iam_member'))
    .filter(({ attributes }) => attributes['member'] === 'group:rcm-analysts@sunrise.example')
    .map(({ attributes }) => attributes['dataset_id']);
  expect(datasets).toEqual(['reporting']);
});

it('masks every column about a person for the account that applies, before it makes a view of it', () => {
  const apply = 'serviceAccount:rcm-build-apply@sunrise-rcm-prod.iam.gserviceaccount.com';
  const masked = inLake('google_bigquery_datapolicy_data_policy_iam_member').filter(
    ({ attributes }) => attributes['member'] === apply,
  );
  const masks = masked.map(
    ({ attributes }) => /phi_mask-(\w+)_[0-9A-F]{8}\./.exec(String(attributes['data_policy_id']))?.[1],
  );
  expect(masks).toEqual(expect.arrayContaining([...viewedTags(BASE_MODEL)]));
  for (const type of ['google_data_catalog_policy_tag_iam_member', 'google_data_catalog_taxonomy_iam_member'])
    expect(inLake(type).filter(({ attributes }) => attributes['member'] === apply)).toEqual([]);
  const needed = masked.map(({ type, id }) => `${type}.${id}`);
  for (const { attributes } of views) expect(attributes['depends_on']).toEqual(expect.arrayContaining(needed));
});
