import { asDelivered } from '../../model/as-delivered';
import { entity } from '../../model/catalogue';
import { type LandingManifest, landingManifestSchema } from '../lake/manifest';
import { extractDetail } from './extract-detail';

const READ_AS_USUAL = { isRemapped: false, returned: [] };

/** A landing of files with these numbers of rejected lines, the oldest first. */
function landingOf(rejectedLines: readonly number[], others: Partial<LandingManifest> = {}): LandingManifest {
  return landingManifestSchema.parse({
    ...{ version: 1, runId: 'run', hospitalId: 'hospital-a', table: 'patients', takenAt: '2025-01-01 00:00:00.000000' },
    ...{ watermark: null, rows: 0, parts: [], keyParts: null, rejectedParts: [], totals: {} },
    rejectedRows: rejectedLines.reduce((sum, count) => sum + count, 0),
    files: rejectedLines.map((rejectedRows, index) => ({
      ...{ key: `${index}.csv`, sha256: String(index).repeat(64), bytes: 1, rows: 1 },
      ...{ rejectedRows, repeatedHeaders: 0, duplicate: false },
    })),
    ...others,
  });
}

describe('of a table that comes whole', () => {
  const patients = asDelivered(entity('patients'), { content: 'full' });
  const none = 'no row ended, as a rejected line may have any key';

  it('says that no row ended where the newest file has a rejected line', () => {
    expect(extractDetail(patients, landingOf([0, 1]), READ_AS_USUAL)).toBe(`2 file(s), 1 line(s) rejected, ${none}`);
  });

  it('does not say it where only an older file has one: the newest says which rows are left', () => {
    expect(extractDetail(patients, landingOf([1, 0]), READ_AS_USUAL)).toBe('2 file(s), 1 line(s) rejected');
  });
});

it('of changes, says nothing about rows that ended: none does', () => {
  const patients = asDelivered(entity('patients'), { content: 'changes' });
  expect(extractDetail(patients, landingOf([1]), READ_AS_USUAL)).toBe('1 file(s), 1 line(s) rejected');
});

it('of a database, is nothing in a usual run, and says why every row was read and what is not delivered', () => {
  const patients = entity('patients');
  expect(extractDetail(patients, landingOf([]), READ_AS_USUAL)).toBeNull();
  const again = { isRemapped: true, returned: ['ssn'] };
  expect(extractDetail(patients, landingOf([], { absentColumns: ['gender', 'address'] }), again)).toBe(
    'the mapping has changed, every row was read, as there is again: ssn, not delivered: gender address',
  );
});
