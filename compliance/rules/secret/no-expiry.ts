import { attribute } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const secretNoExpiry: ResourceRule = {
  id: 'secret-no-expiry',
  title: 'Secrets do not expire',
  severity: 'low',
  controls: ['164.308(a)(7)(ii)(C)'],
  why: 'At the time of ttl or expire_time the secret is deleted with all its versions, without a question.',
  fix: 'Remove ttl and expire_time; rotate with a new version.',
  resourceTypes: ['google_secret_manager_secret', 'google_secret_manager_regional_secret'],
  check: ({ attributes }) =>
    ['ttl', 'expire_time']
      .filter((name) => attribute(attributes, name) !== undefined && attribute(attributes, name) !== '')
      .map((name) => ({ attribute: name, message: `${name} is set, so the secret will be deleted` })),
};
