import type { PerimeterChoice } from '../props/organization-props';
import { organizationProblems } from './check-organization';

const found = (perimeter: PerimeterChoice) =>
  organizationProblems({ perimeter }).map(({ code, path }) => `${code} ${path.replace('perimeter.', '')}`);

it.each<[string, PerimeterChoice]>([
  ['one of its own', { accessPolicy: '123456789' }],
  [
    'one that lets somebody in',
    {
      accessPolicy: '123456789',
      projectNumbers: ['100000000009'],
      accessLevels: ['office_2'],
      deployers: ['group:deployers@sunrise.example', 'serviceAccount:deploy@sunrise-tools.iam.gserviceaccount.com'],
      enforce: { reason: 'the dry run refused nothing in two weeks' },
    },
  ],
  ['an existing one', { existing: 'accessPolicies/1/servicePerimeters/hospital_wide' }],
])('takes %s', (_case, perimeter) => {
  expect(found(perimeter)).toEqual([]);
});

it('says all that is wrong with one of its own', () => {
  expect(
    found({
      accessPolicy: 'accessPolicies/1',
      projectNumbers: ['sunrise-keys'],
      accessLevels: ['the office'],
      deployers: ['user:jane@sunrise.example', 'allUsers'],
      enforce: { reason: ' ' },
    }),
  ).toEqual([
    'PERIMETER_INVALID accessPolicy',
    'PROJECT_NUMBER_INVALID projectNumbers[0]',
    'PERIMETER_INVALID accessLevels[0]',
    'MEMBER_INVALID deployers[0]',
    'MEMBER_INVALID deployers[1]',
    'REASON_MISSING enforce.reason',
  ]);
});

it('wants the full name of an existing one', () => {
  expect(found({ existing: 'hospital_wide' })).toEqual(['PERIMETER_INVALID existing']);
});
