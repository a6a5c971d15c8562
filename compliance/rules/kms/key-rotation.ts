import { attribute, isUnknown, numberOf } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

/** 90 days: what public rule packs for Google Cloud ask for. Others ask for 30 days or a year; the regulation names none. */
export const LONGEST_ROTATION_SECONDS = 7_776_000;

export const keyRotation: ResourceRule = {
  id: 'kms-key-rotation',
  title: 'Keys are rotated at least every 90 days',
  severity: 'medium',
  controls: ['164.312(a)(2)(iv)'],
  why: 'The longer one version is in use, the more data a lost one exposes.',
  fix: `Set rotation_period to "${LONGEST_ROTATION_SECONDS}s" or less.`,
  resourceTypes: ['google_kms_crypto_key'],
  check({ attributes }) {
    const purpose = attribute(attributes, 'purpose') ?? 'ENCRYPT_DECRYPT';
    if (isUnknown(purpose)) return 'unknown';
    // Cloud KMS rotates symmetric keys only.
    if (purpose !== 'ENCRYPT_DECRYPT') return 'not_applicable';
    return expectValue(
      attribute(attributes, 'rotation_period'),
      (period) => numberOf(period) <= LONGEST_ROTATION_SECONDS,
      { attribute: 'rotation_period', message: `rotation_period is not ${LONGEST_ROTATION_SECONDS} s or less` },
    );
  },
};
