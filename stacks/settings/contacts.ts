import type { RcmEnvironmentProps } from '../props/environment-props';

/** Who gets which of Google's notices. */
export interface Contact {
  readonly role: 'security' | 'technical';
  readonly email: string;
  /** Categories of Essential Contacts. */
  readonly categories: readonly string[];
}

/** In the order in which Google's list of categories has them: to the provider they are a list, and another order is a difference. */
const CATEGORIES = {
  SUSPENSION: 'security',
  SECURITY: 'security',
  TECHNICAL: 'technical',
  LEGAL: 'security',
  PRODUCT_UPDATES: 'technical',
} as const satisfies Readonly<Record<string, Contact['role']>>;

const categoriesOf = (...roles: Contact['role'][]) =>
  Object.entries(CATEGORIES)
    .filter(([, role]) => roles.includes(role))
    .map(([category]) => category);

type ContactProps = Pick<RcmEnvironmentProps, 'groups' | 'securityContact' | 'technicalContact'>;

/** The contacts of an environment. One address is one contact with all of its categories: Google refuses the same address twice. */
export function contacts({ groups, securityContact, technicalContact }: ContactProps): readonly Contact[] {
  const security = securityContact ?? groups.reviewers;
  const technical = technicalContact ?? groups.engineers;
  if (security === technical)
    return [{ role: 'security', email: security, categories: categoriesOf('security', 'technical') }];
  return [
    { role: 'security', email: security, categories: categoriesOf('security') },
    { role: 'technical', email: technical, categories: categoriesOf('technical') },
  ];
}
