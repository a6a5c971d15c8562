/**
 * Ids of version 0.1 and their names since version 0.2. An exception with an old id works until version 0.3, with a notice that names
 * the new id; then the entry is deleted and the old id is an unknown rule.
 */
export const RENAMED_RULES: ReadonlyMap<string, string> = new Map([
  ['bigquery-authorized-of-the-estate', 'bigquery-authorized-in-environment'],
  ['iam-accounts-of-environment', 'iam-service-accounts-in-environment'],
  ['iam-emergency-approved', 'iam-break-glass-approved'],
  ['iam-emergency-roles', 'iam-break-glass-roles'],
  ['iam-emergency-told', 'iam-break-glass-notifies'],
  ['perimeter-named-ways-in', 'perimeter-ingress-named'],
]);
