import { attribute, isUnknown, strings } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import { dataProjects } from '../../rule-parts/projects';
import type { EstateRule } from '../../verdicts/rule';
import type { Verdict } from '../../verdicts/verdict';

function judge(estate: Estate, projectId: string): Verdict {
  const contacts = ofTypes(estate, 'google_essential_contacts_contact').filter(({ attributes }) => {
    const parent = String(attributes['parent']);
    // A contact of a folder or organization is notified about the projects below it.
    return !parent.startsWith('projects/') || isUnknown(parent) || parent === `projects/${projectId}`;
  });
  const categories = contacts.map((each) => strings(attribute(each.attributes, 'notification_category_subscriptions')));
  if (categories.some((each) => each !== 'unknown' && (each.includes('SECURITY') || each.includes('ALL')))) return [];
  if (!estate.complete || categories.includes('unknown')) return 'unknown';
  return [
    { attribute: 'notification_category_subscriptions', message: 'nobody receives the security notices of Google' },
  ];
}

export const securityContact: EstateRule = {
  id: 'monitoring-security-contact',
  title: 'Projects with data have a contact for security notices',
  severity: 'medium',
  controls: ['164.308(a)(6)(ii)'],
  why: 'Google notifies essential contacts of a suspected compromise; otherwise it notifies the owners, and there are none here.',
  fix: 'Add a google_essential_contacts_contact for SECURITY.',
  resourceTypes: ['google_essential_contacts_contact'],
  checkEstate: (estate) =>
    dataProjects(estate).map(({ id, stack }) => ({
      subject: `project ${id || '(not named)'}`,
      stack,
      verdict: judge(estate, id),
    })),
};
