import { foundationProblems } from './check-foundation';

const REGION = { region: 'us-central1' };
const ACCEPTED = { acceptedOn: '2026-09-01', by: 'compliance@sunrise.example' };
const found = (props: Omit<Parameters<typeof foundationProblems>[1], 'region'>, stage: 'dev' | 'prod' = 'dev') =>
  foundationProblems(stage, { ...REGION, ...props }).map(({ code, path }) => `${code} ${path}`);

it('asks prod, and prod alone, for the acceptance of Google’s agreement', () => {
  expect(found({}, 'prod')).toEqual(['BAA_MISSING baa']);
  expect(found({}, 'dev')).toEqual([]);
  expect(found({ baa: ACCEPTED }, 'prod')).toEqual([]);
});

it.each(['yesterday', '2026-02-30', '2026-9-1', '2026-09-01T00:00:00Z'])('does not take %s for a day', (acceptedOn) => {
  expect(found({ baa: { ...ACCEPTED, acceptedOn } })).toEqual(['DAY_INVALID baa.acceptedOn']);
});

it('does not take an agreement that is still to come', () => {
  const inThreeDays = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  const today = new Date().toISOString().slice(0, 10);
  expect(found({ baa: { ...ACCEPTED, acceptedOn: inThreeDays } })).toEqual(['DAY_INVALID baa.acceptedOn']);
  expect(found({ baa: { ...ACCEPTED, acceptedOn: today } })).toEqual([]);
});

it('requires a group that answers for the agreement, and one that gets technical notices', () => {
  expect(found({ baa: { ...ACCEPTED, by: 'jane.doe@sunrise.example' }, technicalContact: 'operations' })).toEqual([
    'GROUP_ADDRESS_PERSONAL baa.by',
    'GROUP_ADDRESS_INVALID technicalContact',
  ]);
});

it('enables no API that the agreement does not cover', () => {
  expect(found({ additionalServices: ['pubsub', 'youtube', 'dlp', 'pubsub.googleapis.com', 'toString'] })).toEqual([
    'SERVICE_NOT_COVERED additionalServices[1]',
    'SERVICE_NOT_COVERED additionalServices[3]',
    'SERVICE_NOT_COVERED additionalServices[4]',
  ]);
});

it('takes keys of the region only, and says all that is wrong with them', () => {
  const ring = { keyProject: 'sunrise-keys', keyRing: 'rcm' };
  expect(found({ encryption: ring })).toEqual([]);
  expect(found({ encryption: { ...ring, location: 'us-central1' } })).toEqual([]);
  expect(found({ encryption: { keyProject: 'Keys', keyRing: 'a/b', location: 'us' } })).toEqual([
    'PROJECT_INVALID encryption.keyProject',
    'KEY_RING_INVALID encryption.keyRing',
    'KEY_LOCATION_DIFFERS encryption.location',
  ]);
});
