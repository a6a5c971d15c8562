import './patient-id-shown-hashed.fixture';
import type { App } from 'cdktf';
import { type Review, readEstate, review } from '../compliance';
import { accessMatrix } from '../compliance/access/matrix';
import type { Estate } from '../compliance/estate/estate';
import { sunriseProd } from '../environments/sunrise-prod';
import { dimPatient } from '../model/gold/dimensions';
import { FACTS } from '../model/gold/facts';
import { readSynthesized } from './synthesized-environments';
import type { SynthesizedStack } from './synthesized-stack';

const ANALYSTS = 'group:rcm-analysts@sunrise.example';
let stacks: readonly SynthesizedStack[];
let estate: Estate;
let result: Review;

beforeAll(() => {
  readSynthesized(
    (app: App) => void sunriseProd(app),
    (written) => {
      stacks = written.stacks;
      estate = readEstate(written.outdir, { environment: 'sunrise-prod' });
      result = review(estate, { asOf: '2026-11-29' });
    },
  );
}, 60_000);

/** Classes of the columns that the model shows hashed. */
const hashedClasses = () =>
  [dimPatient, ...FACTS].flatMap(({ columns }) =>
    columns.filter(({ shownAs }) => shownAs === 'hashed').map(({ phi }) => phi),
  );
const of = (type: string) => stacks.flatMap((stack) => stack.resources(type)).map(({ attributes }) => attributes);
const table = (dataset: RegExp, name: string) =>
  of('google_bigquery_table').find((each) => dataset.test(String(each['dataset_id'])) && each['table_id'] === name);

it('leaves the value in no view, and its hash in each view of the table', () => {
  for (const name of ['dim_patient', 'fact_claims', 'fact_encounters', 'fact_transactions']) {
    const view = table(/reporting/, name);
    const { query } = (view?.['view'] ?? { query: '' }) as { query: string };
    const hash =
      "to_hex(sha256(concat((select min(`hex_key`) from `sunrise-rcm-prod`.`hashing`.`hash_key`), '|', source.`hospital_id`, '|', source.`patient_id`))) as `patient_id_hash`";
    expect(query).toContain(hash);
    expect(query.replace(hash, '')).not.toContain('patient_id');
    expect(view?.['labels']).toMatchObject({ data_class: 'phi' });
  }
  expect(table(/reporting/, 'dim_provider')?.['labels']).toMatchObject({ data_class: 'deidentified' });
});

it('keeps the column under its tag, whose mask is a hash too, and lets analysts read it masked and not plain', () => {
  expect(
    of('google_bigquery_datapolicy_data_policy').find((each) => each['data_policy_id'] === 'all_medical_record_number'),
  ).toMatchObject({ data_masking_policy: { predefined_expression: 'SHA256' } });
  const targets = (type: string, attribute: string) =>
    of(type)
      .filter(({ member }) => member === ANALYSTS)
      .map((each) => /(mask|class)-(\w+)_[0-9A-F]{8}\./.exec(String(each[attribute]))?.[2] ?? 'sensitive')
      .sort();
  expect(targets('google_bigquery_datapolicy_data_policy_iam_member', 'data_policy_id')).toEqual(
    [...new Set(['date', ...hashedClasses()])].sort(),
  );
  expect(targets('google_data_catalog_policy_tag_iam_member', 'policy_tag')).toEqual(['birth_year', 'sensitive']);
});

it('keeps the key where the views read it, one workload makes it, and no person reads it', () => {
  expect(table(/hashing/, 'hash_key')).toBeDefined();
  const members = of('google_bigquery_dataset_iam_member').filter(({ dataset_id }) => dataset_id === 'hashing');
  expect(members.map(({ member, role }) => [member, role]).sort()).toEqual([
    ['serviceAccount:rcm-build-apply@sunrise-rcm-prod.iam.gserviceaccount.com', 'roles/bigquery.dataViewer'],
    ['serviceAccount:rcm-transform@sunrise-rcm-prod.iam.gserviceaccount.com', 'roles/bigquery.dataEditor'],
  ]);
  const authorized = of('google_bigquery_dataset_access').filter(({ dataset_id }) => dataset_id === 'hashing');
  expect(authorized.map(({ view }) => (view as { table_id: string }).table_id).sort()).toEqual([
    'dim_patient',
    'fact_claims',
    'fact_encounters',
    'fact_transactions',
  ]);
});

it('passes the review, whose access matrix says that analysts read masked data', () => {
  expect(result.findings.filter(({ severity }) => severity !== 'low')).toEqual([]);
  const rows = accessMatrix(estate).filter(({ principal }) => principal === ANALYSTS);
  const reporting = rows.find(({ resource }) => resource === 'bigquery_dataset reporting');
  expect(reporting?.effects).toEqual(['read_masked']);
  expect(rows.flatMap(({ effects }) => effects)).not.toContain('read_identified');
});
