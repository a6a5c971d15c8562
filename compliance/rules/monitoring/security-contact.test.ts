import { judged } from '../../../test/judged';
import { securityContact } from './security-contact';

it("reports a project with data whose contacts receive other notices, or are another project's", () => {
  expect(
    judged(securityContact, {
      google_storage_bucket: { b: {} },
      google_essential_contacts_contact: {
        billing: { parent: 'projects/p', notification_category_subscriptions: ['BILLING'] },
        other: { parent: 'projects/q', notification_category_subscriptions: ['SECURITY'] },
      },
    }),
  ).toEqual({ checked: 1, defects: { 'project p': ['notification_category_subscriptions'] }, unknown: [] });
});
it('accepts a contact for security, or for all, having looked at the project', () => {
  expect(
    judged(securityContact, {
      google_storage_bucket: { b: {} },
      google_essential_contacts_contact: {
        security: { parent: 'projects/p', notification_category_subscriptions: ['SECURITY', 'TECHNICAL'] },
      },
    }),
  ).toEqual({ checked: 1, defects: {}, unknown: [] });
});
it('is not about projects without data', () => {
  expect(
    judged(securityContact, {
      google_essential_contacts_contact: {
        billing: { parent: 'projects/p', notification_category_subscriptions: ['BILLING'] },
      },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: [] });
});
it('answers unknown when only a part of the environment is given', () => {
  expect(judged(securityContact, { google_storage_bucket: { b: {} } }, { complete: false })).toEqual({
    checked: 0,
    defects: {},
    unknown: ['project p'],
  });
});
