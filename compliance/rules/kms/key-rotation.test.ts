import { judged } from '../../../test/judged';
import { keyRotation } from './key-rotation';

it('reports a key that is never rotated, or later than after 90 days', () => {
  expect(judged(keyRotation, { google_kms_crypto_key: { never: {}, late: { rotation_period: '7776001s' } } })).toEqual({
    checked: 2,
    defects: { 'google_kms_crypto_key.never': ['rotation_period'], 'google_kms_crypto_key.late': ['rotation_period'] },
    unknown: [],
  });
});
it('accepts 90 days and less, having looked at them', () => {
  expect(
    judged(keyRotation, {
      google_kms_crypto_key: {
        ninety: { rotation_period: '7776000s', purpose: 'ENCRYPT_DECRYPT' },
        thirty: { rotation_period: '2592000s' },
      },
    }),
  ).toEqual({ checked: 2, defects: {}, unknown: [] });
});
it('is not about keys that Cloud KMS cannot rotate', () => {
  expect(judged(keyRotation, { google_kms_crypto_key: { signs: { purpose: 'ASYMMETRIC_SIGN' } } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know what a variable will hold', () => {
  expect(judged(keyRotation, { google_kms_crypto_key: { variable: { rotation_period: '${var.period}' } } })).toEqual({
    checked: 0,
    defects: {},
    unknown: ['google_kms_crypto_key.variable'],
  });
});
