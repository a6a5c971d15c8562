import MINIMAL_ENVIRONMENT from '../../test/minimal-environment.json';
import { checkEnvironment } from '../checks/check-environment';
import { environmentShape, type RcmEnvironmentProps } from './environment-props';

const PROPS: RcmEnvironmentProps = {
  ...MINIMAL_ENVIRONMENT,
  projectId: 'sunrise-rcm-test',
  projectNumber: '100000000003',
};

/** Code and path of the problems of props as JavaScript may have them. */
function found(props: unknown, id: unknown = 'sunrise-test'): string[] {
  const checked = checkEnvironment(id as string, props as RcmEnvironmentProps, undefined);
  return 'problems' in checked ? checked.problems.map(({ code, path }) => `${code} ${path}`) : [];
}
const foundWith = (optional: object) =>
  found({ ...PROPS, ...optional }).map((text) => text.replace('sunrise-test.', ''));

it('accepts the required fields alone', () => {
  expect(environmentShape.safeParse(PROPS).success).toBe(true);
  expect(found(PROPS)).toEqual([]);
});

it.each([undefined, null, 5, 'props', []])('refuses %p as props, and does not break off', (props) => {
  expect(found(props)).toEqual([expect.stringMatching(/^FIELD_(MISSING|INVALID) sunrise-test\.\(root\)$/)]);
});

it('names every field that must be there', () => {
  expect(foundWith({ projectId: undefined, projectNumber: null, region: {}, groups: undefined, dailyRun: 7 })).toEqual([
    'FIELD_MISSING projectId',
    'FIELD_INVALID projectNumber',
    'FIELD_INVALID region',
    'FIELD_MISSING groups',
    'FIELD_INVALID dailyRun',
  ]);
});

it('reports fields of the wrong kind together with wrong values of others', () => {
  expect(foundWith({ exceptions: [null], region: 'Iowa', airflowRanges: 'all', overrides: { auditDays: 0 } })).toEqual([
    'FIELD_INVALID airflowRanges',
    'FIELD_INVALID exceptions[0]',
    'REGION_INVALID region',
    'SIZE_INVALID overrides.auditDays',
  ]);
});

it.each([
  // A text is true: none of these may lock, open or leave out anything.
  [{ lockRetention: 'false' }, 'FIELD_INVALID lockRetention'],
  [{ localState: 'no' }, 'FIELD_INVALID localState'],
  [{ organizationPolicies: 0 }, 'FIELD_INVALID organizationPolicies'],
  [{ review: 'none' }, 'FIELD_INVALID review'],
  [{ generation: '2' }, 'FIELD_INVALID generation'],
  [{ projectNumber: ['100000000003'] }, 'FIELD_INVALID projectNumber'],
  [{ imageTag: 1 }, 'FIELD_INVALID imageTag'],
  [{ lockRetentoin: true }, 'FIELD_UNKNOWN lockRetentoin'],
  [{ groups: { ...PROPS.groups, owners: 'owners@sunrise.example' } }, 'FIELD_UNKNOWN groups.owners'],
  [{ baa: { acceptedOn: 20260901, by: 'a@b.example' } }, 'FIELD_INVALID baa.acceptedOn'],
  [{ destroyableData: true }, 'FIELD_INVALID destroyableData'],
  [{ destroyableData: {} }, 'FIELD_MISSING destroyableData.reason'],
  [{ overrides: [1] }, 'FIELD_INVALID overrides'],
  [{ overrides: { alertSeverity: 'none' } }, 'FIELD_INVALID overrides.alertSeverity'],
  [{ overrides: { databaseTier: 'db-huge' } }, 'SIZE_INVALID overrides.databaseTier'],
  [{ reasons: { auditDays: 5 } }, 'FIELD_INVALID reasons.auditDays'],
  [{ addresses: '10.0.0.0/16' }, 'FIELD_INVALID addresses'],
  [{ addresses: { sql: '10.0.0.0/16' } }, 'FIELD_UNKNOWN addresses.sql'],
  [{ airflowRanges: [] }, 'RANGES_MISSING airflowRanges'],
  [{ publicApis: [{ host: 'a.example' }] }, 'FIELD_MISSING publicApis[0].why'],
  [{ references: 'npi' }, 'FIELD_INVALID references'],
  [{ mapping: 'npi' }, 'FIELD_INVALID mapping'],
  [{ mapping: { npi: { columns: { np: 'NPI' } } } }, 'MAPPING_COLUMN_UNKNOWN mapping.npi.columns.np'],
  [
    { mapping: { cpt_codes: { columns: { category: { column: 'c', values: { lookup: '../x.csv' } } } } } },
    'LOOKUP_OUTSIDE mapping.cpt_codes.columns.category.values.lookup',
  ],
  [{ quality: { maximumBadLineShare: Number.NaN } }, 'FIELD_INVALID quality.maximumBadLineShare'],
  [{ perimeter: 'x' }, 'FIELD_INVALID perimeter'],
  [{ perimeter: { accessPolicy: '1', enforce: true } }, 'FIELD_INVALID perimeter'],
  [{ encryption: {} }, 'FIELD_MISSING encryption.keyProject'],
  [{ delivery: { kind: 'jenkins' } }, 'FIELD_INVALID delivery.kind'],
  [{ airflow: { workloads: { worker: { cpu: '2' } } } }, 'FIELD_INVALID airflow.workloads.worker.cpu'],
  [{ additionalServices: 'dlp' }, 'FIELD_INVALID additionalServices'],
])('refuses %j', (optional, problem) => {
  expect(foundWith(optional)).toContain(problem);
});

it.each([
  ['a state’s bucket', { stateBucket: '${file("x")}' }, 'NAME_BAD_CHARACTER stateBucket'],
  [
    'a network',
    {
      network: { projectId: 'sunrise-network', network: '${x}', subnetwork: 'a' },
      airflowRanges: [{ range: '10.0.0.0/8', description: 'x' }],
    },
    'NAME_BAD_CHARACTER network.network',
  ],
  ['a billing account', { budget: { billingAccount: '$(id)' } }, 'BILLING_ACCOUNT_INVALID budget.billingAccount'],
  [
    'the number of a repository, which goes into a condition',
    { imageTag: '1', delivery: { kind: 'github_actions', repository: 'a/b', repositoryId: "1' || true" } },
    'DELIVERY_INVALID delivery.repositoryId',
  ],
])('takes no other characters in the name of %s than the service does', (_, optional, problem) => {
  expect(foundWith(optional)).toEqual([problem]);
});

it.each([5, '', null, '${x}-test', 'sun\nrise-test'])('refuses the id %p', (id) => {
  expect(found(PROPS, id)[0]).toMatch(/^(ENVIRONMENT_NAME_INVALID|SLUG_INVALID) /);
});
