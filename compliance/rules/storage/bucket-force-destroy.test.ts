import { itJudges, OfType } from '../../../test/rule-cases';
import { bucketForceDestroy } from './bucket-force-destroy';

itJudges(bucketForceDestroy, {
  type: 'google_storage_bucket',
  reports: {
    'a bucket that goes with its objects': [{ force_destroy: true }, 'force_destroy'],
    'the same as text, in production': [{ force_destroy: 'true', labels: { stage: 'prod' } }, 'force_destroy'],
  },
  accepts: {
    false: { force_destroy: false, labels: { a: 'b' } },
    'nothing, which is false': {},
  },
  ignores: {
    'a stage before production': { force_destroy: true, labels: { stage: 'dev' } },
    'another type': new OfType('google_compute_route', {}),
  },
  unknown: { 'a computed value': { force_destroy: '${var.force}' } },
});
