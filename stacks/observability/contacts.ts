import type { RcmEnvironmentProps } from '../environment-props';

/** Whom Google tells of what. */
export interface Contact {
  readonly role: 'security' | 'technical';
  readonly email: string;
  /** Categories of Essential Contacts. */
  readonly categories: readonly string[];
}

const CATEGORIES = {
  security: ['SECURITY', 'LEGAL', 'SUSPENSION'],
  technical: ['TECHNICAL', 'PRODUCT_UPDATES'],
} as const;

type ContactProps = Pick<RcmEnvironmentProps, 'groups' | 'securityContact' | 'technicalContact'>;

/** The contacts of an environment. One address is one contact with all of its categories: Google refuses the same address twice. */
export function contacts({ groups, securityContact, technicalContact }: ContactProps): readonly Contact[] {
  const security = securityContact ?? groups.reviewers;
  const technical = technicalContact ?? groups.engineers;
  if (security === technical)
    return [{ role: 'security', email: security, categories: [...CATEGORIES.security, ...CATEGORIES.technical] }];
  return [
    { role: 'security', email: security, categories: CATEGORIES.security },
    { role: 'technical', email: technical, categories: CATEGORIES.technical },
  ];
}
