import { isUnknown } from '../../arguments/attribute';
import type { Estate } from '../../estate/estate';
import { allGrants, judgeGrants } from '../../grants/grants-of';
import { isServiceAgent, narrows } from '../../rule-parts/principals';
import { mayDeploy } from '../../rule-parts/workload-accounts';
import type { ResourceRule } from '../../verdicts/rule';

const REMEMBERED = new WeakMap<Estate, ReadonlySet<string>>();
const WRITES = /^roles\/storage\.(object(Creator|User|Admin)|admin|legacyBucket(Writer|Owner))$/;
/** Buckets with Terraform's state and plans, by their names. */
const STATE_BUCKET = /(tf-?state|terraform-?state)/i;

/** Bucket and role, where a principal holds the role under a path only. */
function divided(estate: Estate): ReadonlySet<string> {
  const remembered = REMEMBERED.get(estate);
  if (remembered) return remembered;
  const found = new Set(
    allGrants(estate)
      .filter(({ on, condition }) => on.kind === 'storage_bucket' && narrows(condition))
      .map(({ on, role }) => `${on.name} ${role}`),
  );
  REMEMBERED.set(estate, found);
  return found;
}

export const bucketPrefixes: ResourceRule = {
  id: 'iam-bucket-prefixes',
  title: 'Accounts that share a bucket are limited to their own prefix',
  severity: 'high',
  controls: ['164.502(b)', '164.312(a)(1)', '164.312(c)(1)'],
  why: "Without a condition a sender can store files under another hospital's path, and a build can write what is deployed.",
  fix: 'Add a condition with resource.name.startsWith("projects/_/buckets/BUCKET/objects/PATH/").',
  resourceTypes: [
    'google_storage_bucket_iam_member',
    'google_storage_bucket_iam_binding',
    'google_storage_bucket_iam_policy',
  ],
  check(resource, estate) {
    return judgeGrants(resource, estate, ({ on, role, condition, principal }) => {
      if (isUnknown(role) || isUnknown(on.name)) return 'unknown';
      if (narrows(condition) || isServiceAgent(principal)) return [];
      const shared = divided(estate).has(`${on.name} ${role}`);
      const state = STATE_BUCKET.test(on.name) && WRITES.test(role) && !mayDeploy(estate, principal);
      // In another stack somebody may hold the role under a path.
      if (!shared && !state) return estate.isPart ? 'unknown' : [];
      if (isUnknown(condition)) return 'unknown';
      return [{ attribute: 'condition', message: `${principal} gets ${role} on every path of ${on.name}` }];
    });
  },
};
