import { isUnknown } from '../../arguments/attribute';
import { IAM_TYPES, judgeGrants } from '../../grants/grants-of';
import { isProjectWide, isServiceAgent, narrows } from '../../rule-parts/principals';
import type { ResourceRule } from '../../verdicts/rule';

/** Roles that read or write stored data, and that can be granted on one bucket, dataset, secret, key, tag, topic or view. */
const REACHES_DATA =
  /^roles\/(storage\.(object\w*|legacy\w+|folderAdmin)|bigquery\.(data\w+|filteredDataViewer|user)|secretmanager\.secret\w+|cloudkms\.(cryptoKey\w+|signer\w*)|datacatalog\.categoryFineGrainedReader|bigquerydatapolicy\.(maskedReader|rawDataReader)|pubsub\.(subscriber|publisher|editor)|logging\.viewAccessor|artifactregistry\.writer|run\.invoker|composer\.worker|dataproc\.worker|healthcare\.\w+|spanner\.database\w+|bigtable\.\w+|datastore\.\w+)$/;

export const noProjectWideData: ResourceRule = {
  id: 'iam-no-project-wide-data',
  title: 'No grant reaches all stored data of a project',
  severity: 'high',
  controls: ['164.502(b)', '164.514(d)', '164.312(a)(1)', '164.308(a)(4)(ii)(B)'],
  why: 'A grant on the project covers every bucket, dataset and secret of every hospital, present and future.',
  fix: 'Grant on the single resource that the work needs; where the role can only be granted on the project, add a condition.',
  resourceTypes: IAM_TYPES,
  check(resource, estate) {
    return judgeGrants(resource, estate, (grant) => {
      if (!isProjectWide(grant)) return [];
      if (isUnknown(grant.role)) return 'unknown';
      if (!REACHES_DATA.test(grant.role) || isServiceAgent(grant.principal) || narrows(grant.condition)) return [];
      if (isUnknown(grant.condition)) return 'unknown';
      const attribute = grant.condition === null ? 'role' : 'condition';
      return [
        { attribute, message: `${grant.role} on the whole ${grant.on.kind}, without a condition that narrows it` },
      ];
    });
  },
};
