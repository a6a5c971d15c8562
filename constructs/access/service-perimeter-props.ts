/** Identities that call from outside the perimeter. */
export interface PerimeterIngress {
  /** What they do, for people. */
  readonly title: string;
  /** `serviceAccount:…` or `group:…`. */
  readonly identities: readonly string[];
}

export interface ServicePerimeterProps {
  /** Number of the organization's access policy: `gcloud access-context-manager policies list`. */
  readonly accessPolicy: string;
  /** Letters, digits and _, starting with a letter; at most 50. */
  readonly perimeterName: string;
  readonly title: string;
  /** Numbers of the projects inside. */
  readonly projectNumbers: readonly string[];
  /** Full names, `storage.googleapis.com`. */
  readonly restrictedServices: readonly string[];
  /** `false`: a dry run, which only logs the calls that it would refuse. */
  readonly enforced: boolean;
  /** Names of access levels of the policy, e.g. an office's addresses: people may call from there. @default none */
  readonly accessLevels?: readonly string[];
  /** Who may call from anywhere. @default nobody */
  readonly ingress?: readonly PerimeterIngress[];
}
