import { attribute, numberOf } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

/** Thirty days: the default of Cloud KMS. */
export const LEAST_DESTROY_DELAY_SECONDS = 2_592_000;

export const keyDestroyDelay: ResourceRule = {
  id: 'kms-key-destroy-delay',
  title: 'A destroyed key can be restored for 30 days',
  severity: 'medium',
  controls: ['164.308(a)(7)(ii)(B)', '164.312(c)(1)', '164.310(d)(2)(i)'],
  why: 'When the last version of a key is destroyed, all data it encrypted is lost, backups included.',
  fix: `Set destroy_scheduled_duration to "${LEAST_DESTROY_DELAY_SECONDS}s" or more, or leave it out.`,
  resourceTypes: ['google_kms_crypto_key'],
  check: ({ attributes }) =>
    expectValue(
      attribute(attributes, 'destroy_scheduled_duration'),
      (duration) => duration === undefined || numberOf(duration) >= LEAST_DESTROY_DELAY_SECONDS,
      {
        attribute: 'destroy_scheduled_duration',
        message: `destroy_scheduled_duration is not ${LEAST_DESTROY_DELAY_SECONDS} s or more`,
      },
    ),
};
