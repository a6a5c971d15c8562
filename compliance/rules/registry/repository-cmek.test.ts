import { itJudges } from '../../../test/rule-cases';
import { repositoryCmek } from './repository-cmek';

const key = (location: string) => `projects/p/locations/${location}/keyRings/r/cryptoKeys/k`;

itJudges(repositoryCmek, {
  reports: {
    'google_artifact_registry_repository.silent': [{ location: 'us-central1' }, 'kms_key_name'],
    'google_artifact_registry_repository.empty': [{ kms_key_name: '' }, 'kms_key_name'],
    'google_artifact_registry_repository.elsewhere': [
      { location: 'us-central1', kms_key_name: key('us-east1') },
      'kms_key_name',
    ],
  },
  accepts: {
    'google_artifact_registry_repository.own': { location: 'us-central1', kms_key_name: key('us-central1') },
    'google_artifact_registry_repository.reference': {
      kms_key_name: '${google_kms_crypto_key.k.id}',
      labels: { a: 'b' },
    },
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: { 'google_artifact_registry_repository.variable': { kms_key_name: '${var.key}' } },
});
