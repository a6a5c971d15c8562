import { COVERED_SERVICES, type GoogleServiceName, isCovered } from '../../model/covered-services';

/** APIs that every environment uses. */
export const GOOGLE_SERVICES = [
  'artifactregistry',
  'bigquery',
  'bigquerydatapolicy',
  'cloudbuild',
  'cloudkms',
  'cloudresourcemanager',
  'composer',
  'compute',
  'datacatalog',
  'dataproc',
  'dns',
  'essentialcontacts',
  'iam',
  'iamcredentials',
  'logging',
  'monitoring',
  'privilegedaccessmanager',
  'run',
  'secretmanager',
  'servicenetworking',
  'serviceusage',
  'sqladmin',
  'storage',
] as const satisfies readonly GoogleServiceName[];

/** Choices of an environment that take an API of their own. */
interface ServiceChoices {
  readonly additionalServices?: readonly string[];
  readonly budget?: unknown;
  readonly delivery?: { readonly kind: string };
  readonly organizationPolicies?: unknown;
  readonly perimeter?: unknown;
}

/** What is enabled: what every environment uses, what a choice takes, what was asked for; in the order of the alphabet. */
export function enabledServices(props: ServiceChoices): readonly GoogleServiceName[] {
  const chosen: readonly GoogleServiceName[] = [
    ...(props.delivery?.kind === 'github_actions' ? (['sts'] as const) : []),
    ...(props.budget ? (['billingbudgets'] as const) : []),
    ...(props.organizationPolicies ? (['orgpolicy'] as const) : []),
    ...(props.perimeter ? (['accesscontextmanager'] as const) : []),
  ];
  const additional = (props.additionalServices ?? []).filter(isCovered);
  return [...new Set([...GOOGLE_SERVICES, ...chosen, ...additional])].sort();
}

/** Of these APIs, those that a perimeter restricts, by their full names. */
export function restrictedServices(services: readonly GoogleServiceName[]): readonly string[] {
  return services
    .filter((service) => COVERED_SERVICES[service].perimeter)
    .map((service) => `${service}.googleapis.com`);
}
