import { attribute } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const userIam: ResourceRule = {
  id: 'sql-user-iam',
  title: 'Database accounts are IAM accounts',
  severity: 'medium',
  controls: ['164.312(a)(2)(i)', '164.312(d)', '164.308(a)(5)(ii)(D)'],
  why: 'Actions under a shared name cannot be traced to a person, and its password outlives the people who know it.',
  fix: 'Set type to CLOUD_IAM_SERVICE_ACCOUNT, CLOUD_IAM_GROUP or CLOUD_IAM_USER.',
  resourceTypes: ['google_sql_user'],
  check: ({ attributes }) =>
    expectValue(attribute(attributes, 'type'), (type) => /^(CLOUD_IAM_|ENTRAID_)/.test(String(type ?? '')), {
      attribute: 'type',
      message: 'the account has a password of its own',
    }),
};
