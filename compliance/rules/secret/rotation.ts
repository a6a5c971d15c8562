import { SECONDS_PER_DAY } from '../../../model';
import { attribute, blocks, isUnknown, numberOf } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

/** A year. The regulation names no number. */
export const LONGEST_ROTATION_DAYS = 365;

export const secretRotation: ResourceRule = {
  id: 'secret-rotation',
  title: 'Rotating secrets send a notification at least once a year',
  severity: 'low',
  controls: ['164.308(a)(5)(ii)(D)'],
  why: 'Secret Manager does not change the secret; it sends a message to a topic, and without a topic nobody is notified.',
  fix: `Set rotation.rotation_period to ${LONGEST_ROTATION_DAYS * SECONDS_PER_DAY}s or less, and name a topic in topics.`,
  resourceTypes: ['google_secret_manager_secret', 'google_secret_manager_regional_secret'],
  check({ attributes }) {
    const found = blocks(attributes, 'rotation');
    const topics = blocks(attributes, 'topics');
    if (found === 'unknown' || topics === 'unknown') return 'unknown';
    // The owner of an existing database rotates its passwords; no argument here can.
    if (found.length === 0) return 'not_applicable';
    const period = attribute(attributes, 'rotation', 'rotation_period');
    if (isUnknown(period)) return 'unknown';
    return [
      ...(numberOf(period) <= LONGEST_ROTATION_DAYS * SECONDS_PER_DAY
        ? []
        : [{ attribute: 'rotation.rotation_period', message: `not every ${LONGEST_ROTATION_DAYS} days` }]),
      ...(topics.length > 0 ? [] : [{ attribute: 'topics', message: 'no topic is notified of the rotation' }]),
    ];
  },
};
