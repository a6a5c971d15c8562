import { entity } from '../../model/catalogue';
import type { BronzeLoad } from './bronze';
import { deleteComparisons, isMassDeletion } from './deleted-share';

/** A load of full exports of patients, the oldest first: which of them have every key. */
function loadOf(files: Readonly<Record<string, boolean>>, deletes: BronzeLoad['deletes'] = 'newest_file'): BronzeLoad {
  return {
    ...{ entity: entity('patients'), hospitalId: 'hospital-a', runId: 'r1', takenAt: '2025-01-01 00:00:00.000000' },
    ...{ watermark: null, rows: 0, deletes },
    fullExports: Object.entries(files).map(([sha256, hasEveryKey]) => ({ sha256, hasEveryKey })),
  };
}

describe('what a load that ends rows is compared with', () => {
  it('is bronze, for a database and for one full export', () => {
    expect(deleteComparisons(loadOf({}, 'scanned_keys'))).toEqual([{ bronze: true, before: [], left: null }]);
    expect(deleteComparisons(loadOf({ a: true }))).toEqual([{ bronze: true, before: [], left: 'a' }]);
  });

  it('is the export before it, where several waited', () => {
    expect(deleteComparisons(loadOf({ a: true, b: true, c: true }))).toEqual([
      { bronze: true, before: [], left: 'a' },
      { bronze: false, before: ['a'], left: 'b' },
      { bronze: false, before: ['b'], left: 'c' },
    ]);
  });

  it('is also the rows of the exports before it that end nothing, as a key of theirs was not read', () => {
    expect(deleteComparisons(loadOf({ a: false, b: true, c: false, d: true }))).toEqual([
      { bronze: true, before: ['a'], left: 'b' },
      { bronze: false, before: ['b', 'c'], left: 'd' },
    ]);
  });

  it('is nothing where no row ends', () => {
    expect(deleteComparisons(loadOf({ a: true, b: false }, 'none'))).toEqual([]);
  });
});

it.each([
  ['a database may lose twenty rows of few', 'scanned_keys', 21, 20, false],
  ['and no more than the share of many', 'scanned_keys', 100, 21, true],
  ['but not all of them', 'scanned_keys', 3, 3, true],
  ['a file that lacks one row of few', 'newest_file', 4, 1, false],
  ['a file that was cut to one row', 'newest_file', 21, 20, true],
  ['a file that lacks two rows of few', 'newest_file', 8, 2, true],
  ['a file that lacks the share', 'newest_file', 100, 20, false],
  ['a file that has other rows only', 'newest_file', 1, 1, true],
] as const)('too many rows are gone at once: %s', (_why, deletes, alive, missing, expected) => {
  expect(isMassDeletion({ alive, missing }, { maximumShare: 0.2, deletes })).toBe(expected);
});
