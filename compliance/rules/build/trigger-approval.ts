import { accessMatrix } from '../../access/matrix';
import { attribute, isTrue } from '../../arguments/attribute';
import type { Estate } from '../../estate/estate';
import { readableName } from '../../grants/target';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

const REMEMBERED = new WeakMap<Estate, ReadonlySet<string>>();

/** Effects that change settings or give access. */
function changing(estate: Estate): ReadonlySet<string> {
  const remembered = REMEMBERED.get(estate);
  if (remembered) return remembered;
  const found = new Set(
    accessMatrix(estate)
      .filter(({ effects }) => effects !== 'unknown' && (effects.includes('administer') || effects.includes('grant')))
      .map(({ principal }) => principal.toLowerCase()),
  );
  REMEMBERED.set(estate, found);
  return found;
}

export const triggerApproval: ResourceRule = {
  id: 'build-trigger-approval',
  title: 'Builds that change settings or access need an approval',
  severity: 'high',
  controls: ['164.308(a)(3)(ii)(A)', '164.308(a)(4)(ii)(B)', '164.312(c)(1)'],
  why: 'Otherwise a single push changes the protection of the data without review.',
  fix: 'Set approval_config.approval_required to true.',
  resourceTypes: ['google_cloudbuild_trigger'],
  check(trigger, estate) {
    const account = readableName(estate, trigger, trigger.attributes['service_account']).replace(/^.*\//, '');
    const member = `serviceaccount:${account.includes('@') || !trigger.project ? account : `${account}@${trigger.project}.iam.gserviceaccount.com`}`;
    const approval = attribute(trigger.attributes, 'approval_config', 'approval_required');
    if (!changing(estate).has(member.toLowerCase())) {
      // What the account may change can be granted in another stack.
      if (estate.complete) return 'not_applicable';
      return isTrue(approval) ? [] : 'unknown';
    }
    return expectValue(approval, isTrue, {
      attribute: 'approval_config.approval_required',
      message: 'its account can change settings or access, and the build needs no approval',
    });
  },
};
