import { feedPath, folderOf, liesInPath, pathsMeet } from './feed-path';

const claims = (path?: string, owner = 'hospital-a') => ({ owner, table: 'claims', path });

it.each([
  [
    undefined,
    'hospital-a/claims/',
    ['hospital-a/claims/x.csv', 'hospital-a/claims/2025/x.csv'],
    ['hospital-a/claim/x.csv', 'hospital-a/claims/'],
  ],
  [
    '{hospital}/{table}/{yyyy-mm}/*.csv',
    'hospital-a/claims/',
    ['hospital-a/claims/2025-01/x.csv'],
    ['hospital-a/claims/x.csv', 'hospital-a/claims/jan/x.csv', 'hospital-a/claims/2025-01/b/x.csv'],
  ],
  [
    'shared/HOSP-A_{table}_{yyyymm}*.csv',
    'shared/',
    ['shared/HOSP-A_claims_202501.csv', 'shared/HOSP-A_claims_202501_v2.csv'],
    ['shared/HOSP-B_claims_202501.csv', 'shared/HOSP-AXclaims_202501.csv'],
  ],
  ['{hospital}_*.csv', '', ['hospital-a_x.csv'], ['hospital-b_x.csv', 'hospital-a_x/y.csv']],
])('the path %s', (path, folder, inside, outside) => {
  expect(folderOf(claims(path))).toBe(folder);
  for (const key of inside) expect([key, liesInPath(key, claims(path))]).toEqual([key, true]);
  for (const key of outside) expect([key, liesInPath(key, claims(path))]).toEqual([key, false]);
});

it.each([
  [undefined, undefined, false],
  ['shared/A_*.csv', 'shared/B_*.csv', false],
  ['shared/A_*.csv', 'shared/*_claims.csv', true],
  ['shared/*.csv', 'shared/*.txt', false],
  ['shared/{yyyy}/*.csv', 'shared/2025/x*', true],
  ['shared/{yyyy}/*.csv', 'shared/may/*.csv', false],
  ['shared/*', 'shared/x/*', false],
  ['*/*/*', undefined, true],
  ['{hospital}/{table}/new/*.csv', undefined, false],
])('of two hospitals, %s and %s meet: %s', (one, other, expected) => {
  expect(pathsMeet(claims(one), claims(other, 'hospital-b'))).toBe(expected);
  expect(pathsMeet(claims(other, 'hospital-b'), claims(one))).toBe(expected);
});

it.each(['', '/a/*', 'a//b', 'a/', '../x', 'a/../x', '.a/x', 'a/.x', '{month}/x', 'a\\b', 'a\nb'])(
  '%j is not a path',
  (path) => {
    expect(feedPath.safeParse(path).success).toBe(false);
  },
);
