import { isScanDue, KEY_SCANS, keyScanOf } from './key-scan';
import { hospitalSpecSchema } from './spec';
import { hospital, placed } from './spec.fixture';

const zone = 'America/Chicago';
const at = (day: string, time = '11:00:00') => `${day} ${time}.000000`;

it('has one schedule for all tables, or one by table', () => {
  expect(keyScanOf({ keyScan: 'weekly' }, 'patients')).toBe('weekly');
  const keyScan = { transactions: 'weekly', departments: 'never' } as const;
  expect(['transactions', 'departments', 'patients'].map((table) => keyScanOf({ keyScan }, table))).toEqual([
    ...['weekly', 'never', 'every_run'],
  ]);
});

it.each([
  // A run of the next day, though it begins a minute earlier.
  ['daily', at('2026-03-02', '11:00:00'), at('2026-03-03', '10:59:00'), true],
  // 23:30 and 00:30 in Chicago, an hour apart: another day there, the same in UTC.
  ['daily', at('2026-03-02', '05:30:00'), at('2026-03-02', '06:30:00'), true],
  // The same day in Chicago, and not in UTC.
  ['daily', at('2026-03-02', '23:30:00'), at('2026-03-03', '00:30:00'), false],
  ['weekly', at('2026-03-02'), at('2026-03-08', '23:00:00'), false],
  ['weekly', at('2026-03-02'), at('2026-03-09', '10:00:00'), true],
  // The clock is set forward between the two.
  ['weekly', at('2026-03-02', '11:00:00'), at('2026-03-09', '10:00:00'), true],
  ['every_run', at('2026-03-02'), at('2026-03-02'), true],
  ['never', null, at('2026-03-02'), false],
] as const)('%s, the last at %s: due at %s is %s', (keyScan, lastScan, now, due) => {
  expect(isScanDue(keyScan, lastScan, now, zone)).toBe(due);
});

it('is due where no scan agreed, unless it is never made', () => {
  expect(KEY_SCANS.filter((each) => isScanDue(each, null, at('2026-03-02'), zone))).toEqual([
    ...['every_run', 'daily', 'weekly'],
  ]);
});

it('names tables that the hospital reads', () => {
  expect(placed(hospitalSpecSchema, { ...hospital, keyScan: { patients: 'daily', claims: 'weekly' } })).toEqual([
    'TABLE_UNKNOWN keyScan.claims',
  ]);
});
