import { itJudges, OfType } from '../../../test/rule-cases';
import { keyRotatesItself } from './key-rotates-itself';

itJudges(keyRotatesItself, {
  type: 'google_kms_crypto_key',
  reports: {
    'a key that is brought along': [{ import_only: true }, 'import_only'],
    'a key without a first version': [{ skip_initial_version_creation: 'true' }, 'skip_initial_version_creation'],
    'a purpose that is not rotated': [{ purpose: 'MAC', rotation_period: '7776000s' }, 'purpose'],
    'a key that is kept outside': [
      { version_template: { algorithm: 'EXTERNAL_SYMMETRIC_ENCRYPTION', protection_level: 'EXTERNAL' } },
      'version_template.algorithm',
      'version_template.protection_level',
    ],
  },
  accepts: {
    'a key that says nothing': { labels: { a: 'b' } },
    'a key in hardware': {
      purpose: 'ENCRYPT_DECRYPT',
      version_template: [{ algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION', protection_level: 'HSM' }],
    },
  },
  ignores: {
    'a key for signatures': { purpose: 'ASYMMETRIC_SIGN', version_template: { algorithm: 'EC_SIGN_P256_SHA256' } },
    'another type': new OfType('google_kms_key_ring', {}),
  },
  unknown: {
    'a computed purpose': { purpose: '${var.purpose}' },
    'a computed switch': { import_only: '${var.import}' },
    'a computed level': { version_template: { protection_level: '${var.level}' } },
  },
});
