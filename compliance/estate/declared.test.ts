import { readSynthesis } from '../reading/synthesis';
import { acceptedAgreements, neededGrantsOfOthers, weakenedSettings } from './declared';
import { estateOf } from './estate';

const estate = estateOf(
  [
    readSynthesis('lake', {
      '//': {
        weakened: [{ setting: 'retention', value: 30, reason: 'a rehearsal' }],
        neededGrants: [
          { project: 'q', member: 'serviceAccount:a@x', role: 'roles/r', on: 'projects/q', why: 'to encrypt' },
          'all',
        ],
        baa: { acceptedOn: '2026-09-01', by: 'compliance@x.example' },
      },
      resource: { google_storage_bucket: { b: { '//': { weakened: [{ setting: 'versioning', value: 'off' }] } } } },
    }),
    readSynthesis('iam', { '//': { weakened: 'all', baa: 'yes', neededGrants: 'none' } }),
  ],
  { complete: true },
);

it('reads weakened settings of stacks and resources, with the reason or without', () => {
  expect(weakenedSettings(estate)).toEqual([
    { stack: 'lake', address: '', setting: 'retention', value: '30', reason: 'a rehearsal' },
    { stack: 'lake', address: 'google_storage_bucket.b', setting: 'versioning', value: 'off', reason: '' },
  ]);
});

it('reads who recorded the acceptance of the agreement, and when', () => {
  expect(acceptedAgreements(estate)).toEqual([{ stack: 'lake', acceptedOn: '2026-09-01', by: 'compliance@x.example' }]);
});

it('reads what the owners of other things are asked to grant', () => {
  expect(neededGrantsOfOthers(estate)).toEqual([
    { stack: 'lake', member: 'serviceAccount:a@x', role: 'roles/r', on: 'projects/q', why: 'to encrypt' },
  ]);
});
