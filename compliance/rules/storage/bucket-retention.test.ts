import { judged } from '../../../test/judged';
import { bucketRetention } from './bucket-retention';

it('reports buckets of records that forget before six years', () => {
  expect(
    judged(bucketRetention, {
      google_storage_bucket: {
        audit: { name: 'sunrise-prod-audit', labels: { stage: 'prod' } },
        archive: { name: 'sunrise-prod-archive', retention_policy: { retention_period: 189215999 } },
        labelled: { name: 'sunrise-prod-logs', labels: { data_class: 'audit' } },
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_storage_bucket.audit': ['retention_policy.retention_period'],
      'google_storage_bucket.archive': ['retention_policy.retention_period'],
      'google_storage_bucket.labelled': ['retention_policy.retention_period'],
    },
    unknown: [],
  });
});
it('accepts exactly six years, as number or text, having looked at them', () => {
  expect(
    judged(bucketRetention, {
      google_storage_bucket: {
        audit: { name: 'sunrise-prod-audit', retention_policy: { retention_period: 189216000 } },
        archive: { name: 'sunrise-prod-archive', retention_policy: [{ retention_period: '189216000' }] },
      },
    }),
  ).toEqual({ checked: 2, defects: {}, unknown: [] });
});
it("is not about other buckets, nor about stages without patients' data", () => {
  expect(
    judged(bucketRetention, {
      google_storage_bucket: {
        code: { name: 'sunrise-prod-code' },
        auditorium: { name: 'auditorium' },
        dev: { name: 'sunrise-dev-audit', labels: { stage: 'dev' } },
      },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: [] });
});
it('does not know which bucket a computed name is, nor a computed period', () => {
  expect(
    judged(bucketRetention, {
      google_storage_bucket: {
        name: { name: '${var.name}' },
        period: { name: 'audit', retention_policy: { retention_period: '${var.seconds}' } },
      },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_storage_bucket.name', 'google_storage_bucket.period'] });
});
