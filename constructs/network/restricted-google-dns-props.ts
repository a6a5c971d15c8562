import type { NetworkPlacement } from '../inputs/network-placement';

/** Addresses of restricted.googleapis.com: Google's APIs, without a way to anybody's data outside a service perimeter. */
export const RESTRICTED_GOOGLE_ADDRESSES = ['199.36.153.4', '199.36.153.5', '199.36.153.6', '199.36.153.7'] as const;
export const RESTRICTED_GOOGLE_RANGE = '199.36.153.4/30';

/** Google's domains that the workloads use: APIs, container images, Airflow's own packages. */
export const RESTRICTED_GOOGLE_DOMAINS = {
  apis: 'googleapis.com.',
  images: 'pkg.dev.',
  airflow: 'composer.cloud.google.com.',
} as const;

export interface RestrictedGoogleDnsProps {
  /** Name of a zone of this role, e.g. `sunrise-dev-google-apis`. */
  readonly resourceName: (role: string) => string;
  /** The only network that sees the zones. */
  readonly placement: Pick<NetworkPlacement, 'network'>;
}
