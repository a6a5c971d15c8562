import { isEverybody, isUnknownPrincipal, principalKind } from '../../grants/grant';
import { judgeGrants } from '../../grants/grants-of';
import { DATASET_GRANT_TYPES } from '../../rule-parts/dataset-grant-types';
import type { ResourceRule } from '../../verdicts/rule';

export const datasetNoPublicAccess: ResourceRule = {
  id: 'bigquery-dataset-no-public-access',
  title: 'No dataset is open to everybody, to all Google accounts, or to a whole domain',
  severity: 'high',
  controls: ['164.312(a)(1)', '164.308(a)(4)(ii)(B)', '164.502(b)'],
  why: '"All authenticated users" is everybody in the world with a Google account.',
  fix: 'Grant to groups and service accounts.',
  resourceTypes: DATASET_GRANT_TYPES,
  check(resource, estate) {
    return judgeGrants(resource, estate, ({ principal, argument }) => {
      if (isEverybody(principal)) {
        return [{ attribute: argument, message: `${principal} may use the dataset` }];
      }
      if (principalKind(principal) === 'domain') {
        return [{ attribute: argument, message: 'a whole domain may use the dataset' }];
      }
      return isUnknownPrincipal(principal) ? 'unknown' : [];
    });
  },
};
