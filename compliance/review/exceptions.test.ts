import type { Exception } from '../estate/exception';
import type { Finding } from '../verdicts/evaluate';
import { applyExceptions } from './exceptions';

const FINDING: Finding = {
  ruleId: 'storage-bucket-versioning',
  severity: 'medium',
  stack: 'lake',
  address: 'google_storage_bucket.code',
  attribute: 'versioning.enabled',
  message: 'm',
};
const SOUND: Exception = {
  ruleId: FINDING.ruleId,
  address: FINDING.address,
  reason: 'Holds nothing that cannot be built again.',
  owner: 'platform team',
  expires: '2027-06-30',
};

function apply(
  exceptions: readonly Exception[],
  more: { asOf?: string; complete?: boolean; findings?: Finding[] } = {},
) {
  const { findings, excepted } = applyExceptions({
    findings: more.findings ?? [FINDING],
    exceptions,
    asOf: more.asOf ?? '2027-06-30',
    ruleIds: new Set([FINDING.ruleId]),
    stacks: new Set(['lake']),
    complete: more.complete ?? true,
  });
  return { findings: findings.map((finding) => finding.ruleId), excepted: excepted.map((each) => each.exception) };
}

it('sets a finding aside up to and including the last day', () => {
  expect(apply([SOUND])).toEqual({ findings: [], excepted: [SOUND] });
});

it.each([
  ['exception-expired', SOUND, '2027-07-01'],
  ['exception-too-long', SOUND, '2026-06-28'],
  ['exception-incomplete', { ...SOUND, reason: ' ' }, '2027-01-01'],
  ['exception-incomplete', { ...SOUND, owner: '' }, '2027-01-01'],
  ['exception-incomplete', { ...SOUND, expires: '2027-02-30' }, '2027-01-01'],
])('makes a finding of %s, and keeps the one it would have excused', (problem, exception, asOf) => {
  expect(apply([exception], { asOf })).toEqual({ findings: [FINDING.ruleId, problem], excepted: [] });
});

it('makes a finding of an exception that excuses nothing, or names no rule', () => {
  expect(apply([SOUND, { ...SOUND, address: 'google_storage_bucket.other' }]).findings).toEqual(['exception-unused']);
  expect(apply([SOUND, { ...SOUND, ruleId: 'no-such-rule' }]).findings).toEqual(['exception-unknown-rule']);
});

it('covers its own stack only, where it names one, and is not unused where that stack was not looked at', () => {
  expect(apply([{ ...SOUND, stack: 'lake' }]).findings).toEqual([]);
  expect(apply([{ ...SOUND, stack: 'network' }])).toEqual({ findings: [FINDING.ruleId], excepted: [] });
  expect(apply([{ ...SOUND, stack: 'lake' }], { findings: [] }).findings).toEqual(['exception-unused']);
  expect(apply([SOUND], { findings: [], complete: false }).findings).toEqual([]);
});

it('holds for a year at most, a leap year among them', () => {
  expect(apply([SOUND], { asOf: '2026-06-29' }).findings).toEqual([]);
  expect(apply([{ ...SOUND, expires: '2028-06-30' }]).findings).toEqual([]);
  expect(apply([{ ...SOUND, expires: '9999-12-31' }]).findings).toContain('exception-too-long');
});

describe('an exception with the id that a rule had in an earlier version', () => {
  const finding: Finding = { ...FINDING, ruleId: 'iam-break-glass-roles' };
  const written: Exception = { ...SOUND, ruleId: 'iam-emergency-roles' };

  it('covers the finding of the rule, and is listed with the new id', () => {
    const applied = applyExceptions({
      findings: [finding],
      exceptions: [written],
      asOf: '2027-06-30',
      ruleIds: new Set([finding.ruleId]),
      stacks: new Set(['lake']),
      complete: true,
    });
    expect(applied).toEqual({
      findings: [],
      excepted: [{ finding, exception: { ...written, ruleId: finding.ruleId } }],
      renamed: [{ exception: written, newId: finding.ruleId }],
    });
  });
});
