import { checkedName, evenIfRefused } from './checked-name';
import { EnvironmentNames, nameProblems } from './names';

const names = (group: string, stage: 'dev' | 'prod', generation?: number) =>
  new EnvironmentNames({
    group,
    stage,
    projectId: `${group}-rcm-${stage}`.slice(0, 30),
    region: 'us-central1',
    ...(generation === undefined ? {} : { generation }),
  });

it('computes names from group, stage, project and hospital', () => {
  const dev = names('sunrise', 'dev');
  expect([
    dev.bucket('inbox'),
    dev.containerJob('extract'),
    dev.hospitalInstance('hospital-a'),
    dev.key('sql'),
  ]).toEqual([
    'sunrise-rcm-dev-inbox',
    'sunrise-dev-extract',
    'sunrise-rcm-dev:us-central1:sunrise-dev-hospital-a',
    'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/sql',
  ]);
});

it('numbers the names that Google never frees, and only those', () => {
  const again = names('sunrise', 'dev', 2);
  expect([
    again.keyRing,
    again.auditLogBucket,
    again.role('rcmJobRunner'),
    again.hospitalDatabase('a'),
    again.bucket('code'),
  ]).toEqual(['sunrise-dev-2', 'sunrise-dev-audit-2', 'rcmJobRunner_2', 'sunrise-dev-a-2', 'sunrise-rcm-dev-code']);
});

it('has no problem with the longest group and hospital that a spec allows', () => {
  expect(nameProblems(names('a'.repeat(20), 'prod'), ['b'.repeat(20)])).toEqual([]);
});

it('refuses in dev what would be too long only in prod', () => {
  const role = 'r'.repeat(63 - 'sunrise-dev-'.length);
  expect(() => names('sunrise', 'dev').resource(role)).toThrow(expect.objectContaining({ code: 'NAME_TOO_LONG' }));
  expect(names('sunrise', 'dev').resource(role.slice(1))).toHaveLength(62);
});

it.each([
  ['Hospital', 'NAME_BAD_CHARACTER'],
  ['h'.repeat(25), 'NAME_TOO_LONG'],
])('reports the sender account of hospital "%s" as %s', (hospital, code) => {
  const problems = nameProblems(names('sunrise', 'dev'), [hospital]);
  expect(problems.map((problem) => [problem.kind, problem.code])).toContainEqual(['serviceAccount', code]);
});

it('reports every problem, not the first', () => {
  expect(nameProblems(names('sunrise', 'dev'), ['H'.repeat(40), 'UPPER']).length).toBeGreaterThan(3);
});

it('returns a refused name, so that other checks continue, and throws every other error', () => {
  expect(evenIfRefused(() => checkedName('bucket', 'Not A Bucket'))).toBe('Not A Bucket');
  const broken = new TypeError('a defect');
  expect(() =>
    evenIfRefused(() => {
      throw broken;
    }),
  ).toThrow(broken);
});
