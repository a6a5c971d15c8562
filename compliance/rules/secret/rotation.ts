import { SECONDS_PER_DAY } from '../../../model';
import { attribute, blocks, isUnknown, numberOf } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

/** A year. The regulation names no number. */
export const LONGEST_ROTATION_DAYS = 365;

export const secretRotation: ResourceRule = {
  id: 'secret-rotation',
  title: 'A secret that is to be rotated tells somebody, at least once a year',
  severity: 'low',
  controls: ['164.308(a)(5)(ii)(D)'],
  why: 'Secret Manager changes no secret: it sends a message to a topic, and without one nobody hears of it.',
  fix: `Set rotation.rotation_period to ${LONGEST_ROTATION_DAYS * SECONDS_PER_DAY}s or less, and name a topic in topics.`,
  resourceTypes: ['google_secret_manager_secret', 'google_secret_manager_regional_secret'],
  check({ attributes }) {
    const found = blocks(attributes, 'rotation');
    const topics = blocks(attributes, 'topics');
    if (found === 'unknown' || topics === 'unknown') return 'unknown';
    // Who rotates the passwords of other people's databases is in docs; nothing here can do it.
    if (found.length === 0) return 'not_applicable';
    const period = attribute(attributes, 'rotation', 'rotation_period');
    if (isUnknown(period)) return 'unknown';
    return [
      ...(numberOf(period) <= LONGEST_ROTATION_DAYS * SECONDS_PER_DAY
        ? []
        : [{ attribute: 'rotation.rotation_period', message: `not every ${LONGEST_ROTATION_DAYS} days` }]),
      ...(topics.length > 0 ? [] : [{ attribute: 'topics', message: 'no topic hears of the rotation' }]),
    ];
  },
};
