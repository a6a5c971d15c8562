import { estateWith } from '../../test/judged';
import { evaluate } from './evaluate';
import { looksAt, type ResourceRule } from './rule';
import { allOf, type Defect, type Verdict } from './verdict';

const DEFECT: Defect = { attribute: 'name', message: 'm' };

/** Reads its verdict from the resource itself. */
const echo: ResourceRule = {
  id: 'echo',
  title: 'Echo',
  severity: 'low',
  controls: ['164.312(b)'],
  why: '',
  fix: '',
  resourceTypes: ['google_echo', 'google_*_iam_member'],
  check: ({ attributes }) => (attributes['verdict'] === 'defect' ? [DEFECT] : (attributes['verdict'] as Verdict)),
};

it('counts what was judged, and keeps apart what was not', () => {
  const estate = estateWith({
    google_echo: {
      fine: { verdict: [] },
      bad: { verdict: 'defect' },
      unknown: { verdict: 'unknown' },
      other: { verdict: 'not_applicable' },
    },
    google_unrelated: { bad: { verdict: 'defect' } },
  });
  expect(evaluate(echo, estate)).toEqual({
    checked: 2,
    compliant: [{ stack: 'lake', address: 'google_echo.fine' }],
    findings: [{ ruleId: 'echo', severity: 'low', stack: 'lake', address: 'google_echo.bad', ...DEFECT }],
    unknown: [{ ruleId: 'echo', stack: 'lake', address: 'google_echo.unknown' }],
  });
});

it.each([
  ['google_echo', true],
  ['google_project_iam_member', true],
  ['google_iam_member', false],
  ['google_project_iam_binding', false],
  ['google_echo_more', false],
])('looks at %s: %s', (type, expected) => {
  expect(looksAt(echo, type)).toBe(expected);
});

it.each<[Verdict[], Verdict]>([
  [[[DEFECT], 'unknown', []], [DEFECT]],
  [[[], 'unknown'], 'unknown'],
  [['not_applicable', []], []],
  [['not_applicable', 'not_applicable'], 'not_applicable'],
])('all of %j is %j', (parts, expected) => {
  expect(allOf(...parts)).toEqual(expected);
});
