import { BASE_MODEL } from '../../model/model';
import MINIMAL_ENVIRONMENT from '../../test/minimal-environment.json';
import { checkEnvironment } from '../checks/check-environment';
import { checkHospital } from '../checks/check-hospital';
import { Emr, type HospitalProps } from '../props/hospital-props';
import { hospitalGrants } from './hospital-grants';

/** Who reads which secret of hospital B, an existing MySQL with an authority of its own. */
function secretReaders(optional: Partial<HospitalProps>): string[] {
  const checked = checkEnvironment('sunrise-dev', {
    ...MINIMAL_ENVIRONMENT,
  });
  if ('problems' in checked) throw new Error('the environment has problems');
  const { settings } = checked;
  const emr = Emr.existingMySql({ host: '10.20.0.5', database: 'emr', certificateAuthority: 'private' });
  const hospital = checkHospital(BASE_MODEL, settings.names, 'hospital-b', { emr, ...optional });
  if ('problems' in hospital) throw new Error('the hospital has problems');
  return hospitalGrants(settings, hospital.spec).flatMap(({ member, role, on }) =>
    role === 'roles/secretmanager.secretAccessor' && on.kind === 'secret'
      ? [`${member.replace(/^serviceAccount:(.*)@.*$/, '$1')} ${on.secret}`]
      : [],
  );
}

it('lets the extract steps alone read the secrets of a hospital whose tables Spark does not read', () => {
  expect(secretReaders({})).toEqual([
    'rcm-extract sunrise-dev-hospital-b-emr-password',
    'rcm-extract sunrise-dev-hospital-b-emr-authority',
  ]);
});

it("keeps a sender within its own folder: it cannot reach that of a hospital whose id begins with the sender's", () => {
  const checked = checkEnvironment('sunrise-dev', { ...MINIMAL_ENVIRONMENT });
  if ('problems' in checked) throw new Error('the environment has problems');
  const hospital = checkHospital(BASE_MODEL, checked.settings.names, 'hospital-a', { emr: Emr.cloudSql() });
  if ('problems' in hospital) throw new Error('the hospital has problems');
  const grants = hospitalGrants(checked.settings, hospital.spec).filter(({ member }) =>
    member.includes('inbox-hospital-a@'),
  );
  const prefixes = grants.map(
    ({ condition }) => /^resource\.name\.startsWith\("([^"]+)"\)$/.exec(condition?.expression ?? '')?.[1],
  );
  const objects = `projects/_/buckets/${checked.settings.names.bucket('inbox')}/objects`;
  expect(prefixes).toEqual([`${objects}/hospital-a/`]);
  const reached = ['hospital-a/claims.csv', 'hospital-ab/claims.csv', 'hospital-a-north/claims.csv', 'hospital-a'];
  expect(reached.filter((path) => prefixes.some((prefix) => `${objects}/${path}`.startsWith(prefix ?? '')))).toEqual([
    'hospital-a/claims.csv',
  ]);
});

it('lets Spark read them where a table is too big for one process', () => {
  expect(secretReaders({ readers: { transactions: 'spark' } })).toEqual([
    'rcm-extract sunrise-dev-hospital-b-emr-password',
    'rcm-spark sunrise-dev-hospital-b-emr-password',
    'rcm-extract sunrise-dev-hospital-b-emr-authority',
    'rcm-spark sunrise-dev-hospital-b-emr-authority',
  ]);
});

it('grants nothing on secrets, and extract no row of the warehouse, where every table comes as files', () => {
  const checked = checkEnvironment('sunrise-dev', { ...MINIMAL_ENVIRONMENT });
  if ('problems' in checked) throw new Error('the environment has problems');
  const exports = { patients: { content: 'full' } } as const;
  const hospital = checkHospital(BASE_MODEL, checked.settings.names, 'hospital-a', { exports });
  if ('problems' in hospital) throw new Error('the hospital has problems');
  const grants = hospitalGrants(checked.settings, hospital.spec).map(
    ({ member, on }) => `${member.replace(/^serviceAccount:(.*)@.*$/, '$1')} ${on.kind}`,
  );
  expect(grants.filter((grant) => /secret|extract/.test(grant))).toEqual([]);
  expect(grants).toContain('rcm-load dataset');
});
