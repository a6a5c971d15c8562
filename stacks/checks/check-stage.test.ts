import { BASE_MODEL } from '../../model/model';
import { EnvironmentNames } from '../../model/names';
import type { RcmEnvironmentProps } from '../props/environment-props';
import { Emr } from '../props/hospital-props';
import { STAGES, STRENGTH, type Stage, type StageSettings } from '../props/stages';
import { stageSettings, weakenings } from '../settings/stage-settings';
import { checkHospital, hospitalWeakenings } from './check-hospital';
import { stageProblems } from './check-stage';

const found = (stage: Stage, optional: Partial<RcmEnvironmentProps>) =>
  stageProblems(stage, optional as RcmEnvironmentProps).map(({ code, path }) => `${code} ${path}`);

it.each(Object.keys(STAGES) as Stage[])('has no problem with %s as the table has it', (stage) => {
  expect(found(stage, {})).toEqual([]);
  expect(stageSettings(stage, {})).toEqual(STAGES[stage]);
});

it('guards production with more than test, and test with more than development, or as much', () => {
  for (const [weaker, stronger] of [
    ['dev', 'test'],
    ['test', 'prod'],
  ] as const) {
    const overrides = { ...STAGES[weaker] };
    const backwards = weakenings(weaker, { overrides: { ...STAGES[stronger] } }).map(({ setting }) => setting);
    expect(backwards).toEqual([]);
    expect(weakenings(stronger, { overrides }).length).toBeGreaterThan(0);
  }
});

const WEAKER: Partial<RcmEnvironmentProps> = {
  overrides: { databaseAvailability: 'zonal', databaseBackups: 7, airflowSnapshots: false, airflowSize: 'large' },
};

it('refuses each weaker setting in production that has no reason, and no other', () => {
  expect(found('prod', { ...WEAKER, reasons: { airflowSnapshots: ' ' } })).toEqual([
    'WEAKENED_WITHOUT_REASON overrides.databaseAvailability',
    'WEAKENED_WITHOUT_REASON overrides.databaseBackups',
    'WEAKENED_WITHOUT_REASON overrides.airflowSnapshots',
  ]);
  expect(found('test', WEAKER)).toEqual([]);
});

it('takes them with their reasons, and keeps the reasons for the report', () => {
  const reasons = { databaseAvailability: 'read replica of theirs', databaseBackups: 'b', airflowSnapshots: 'c' };
  expect(found('prod', { ...WEAKER, reasons })).toEqual([]);
  expect(weakenings('prod', { ...WEAKER, reasons })[0]).toEqual({
    setting: 'databaseAvailability',
    value: 'zonal',
    instead: 'regional',
    reason: 'read replica of theirs',
  });
});

it.each([
  ['keepDays', { keepDays: 2189 }],
  ['auditDays', { auditDays: 365 }],
])('refuses less than six years of %s in production, whatever the reason', (setting, overrides) => {
  expect(found('prod', { overrides, reasons: { [setting]: 'costs' } })).toEqual([
    `RETENTION_TOO_SHORT overrides.${setting}`,
  ]);
  expect(found('test', { overrides: { keepDays: 10 } })).toEqual([]);
});

it.each(['dev', 'test'] as const)('refuses a lock in %s', (stage) => {
  expect(found(stage, { lockRetention: true })).toContain('LOCK_OUTSIDE_PROD lockRetention');
  expect(found('prod', { lockRetention: true })).toEqual([]);
});

it.each([
  [{ protection: 'destroyable' }, ['DESTROY_TAKES_TWO_KEYS overrides.protection']],
  [{ deleteAfterDays: 30 }, ['RETENTION_ORDER overrides.deleteAfterDays']],
  [{ keepDays: 1.5 }, ['RETENTION_ORDER overrides.deleteAfterDays']],
  [{ airflowSize: 'huge' }, ['COMPOSER_SIZE_UNKNOWN overrides.airflowSize']],
  [{ softDeleteDays: 3 }, ['SIZE_INVALID overrides.softDeleteDays']],
  [{ extractCpus: 3 }, ['SIZE_INVALID overrides.extractCpus']],
  [{ extractMemoryGibibytes: 64 }, ['SIZE_INVALID overrides.extractMemoryGibibytes']],
  [{ databaseBackups: 0 }, ['SIZE_INVALID overrides.databaseBackups']],
  [{ airflowSnapshot: false }, ['FIELD_UNKNOWN overrides.airflowSnapshot']],
  [{ auditDays: '30' }, ['FIELD_INVALID overrides.auditDays', 'SIZE_INVALID overrides.auditDays']],
])('refuses %j in test', (overrides, expected) => {
  expect(found('test', { overrides: overrides as Partial<StageSettings> })).toEqual(expected);
});

it('wants a reason for a hospital’s database without a standby in production, and keeps it', () => {
  const emr = Emr.cloudSql({ availability: 'zonal', zonalReason: 'read twice a day' });
  expect(hospitalWeakenings('prod', { emr })).toEqual([
    { setting: 'databaseAvailability', value: 'zonal', instead: 'regional', reason: 'read twice a day' },
  ]);
  expect(hospitalWeakenings('dev', { emr })).toEqual([]);
  const names = new EnvironmentNames({
    group: 'sunrise',
    stage: 'prod',
    projectId: 'sunrise-prod',
    region: 'us-central1',
  });
  const codes = (choice: typeof emr) => {
    const checked = checkHospital(BASE_MODEL, names, 'hospital-a', { emr: choice });
    return 'problems' in checked ? checked.problems.map(({ code, path }) => `${code} ${path}`) : [];
  };
  expect(codes(emr)).toEqual([]);
  expect(codes(Emr.cloudSql({ availability: 'zonal' }))).toEqual([
    'WEAKENED_WITHOUT_REASON hospitals.hospital-a.emr.availability',
  ]);
});

it('wants a reason for a state of production that lies on one machine', () => {
  expect(found('prod', { localState: true })).toEqual(['WEAKENED_WITHOUT_REASON localState']);
  expect(found('prod', { localState: true, reasons: { localState: 'a rehearsal' } })).toEqual([]);
  expect(found('dev', { localState: true })).toEqual([]);
});

it('wants a reason for a review in production that stops nothing, and keeps it', () => {
  expect(found('prod', { review: 'warnings' })).toEqual(['WEAKENED_WITHOUT_REASON review']);
  const props: Partial<RcmEnvironmentProps> = { review: 'warnings', reasons: { review: 'no image yet' } };
  expect(found('prod', props)).toEqual([]);
  expect(weakenings('prod', props)).toEqual([
    { setting: 'review', value: 'warnings', instead: 'errors', reason: 'no image yet' },
  ]);
  expect(found('test', { review: 'warnings' })).toEqual([]);
  expect(found('prod', { reasons: { review: 'why not' } })).toEqual(['FIELD_UNKNOWN reasons.review']);
});

it('refuses a reason for what is as the stage has it', () => {
  expect(found('prod', { reasons: { auditDays: 'why not' } })).toEqual(['FIELD_UNKNOWN reasons.auditDays']);
});

it('knows of every setting whether less of it is weaker', () => {
  expect(Object.keys(STRENGTH).sort()).toEqual(Object.keys(STAGES.prod).sort());
});
