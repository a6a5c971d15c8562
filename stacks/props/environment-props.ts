import type { Exception } from '../../compliance';
import type { EnvironmentSpec } from '../../model/spec';
import type { AirflowProps } from './airflow-props';
import type { DeliveryProps } from './delivery-props';
import type { AcceptedAgreement, ExistingKeyRing } from './foundation-props';
import type { NetworkAddresses, PublicApi } from './network-addresses';
import type { PerimeterChoice } from './organization-props';
import type { StageSettings } from './stages';

/** Read by the environment, its tests and the docs. */
export const ENVIRONMENT_DEFAULTS = {
  /** The group's reference files and how often they come. */
  references: [
    { table: 'cpt_codes', cadence: 'yearly' },
    { table: 'icd_codes', cadence: 'yearly' },
    { table: 'npi', cadence: 'monthly' },
  ],
} as const;

/** Google groups, by address. People get access through them and in no other way. */
export interface PeopleGroups {
  /** See runs, logs and settings; no patient data. */
  readonly engineers: string;
  /** Read the views of gold, of all hospitals: amounts plain, nothing that identifies a patient. */
  readonly analysts: string;
  /**
   * Holds the groups of the hospitals' own analysts (`HospitalProps.analysts`): may run queries and see what views show. Which rows, each
   * hospital's own views say. @default no hospital has analysts of its own
   */
  readonly hospitalAnalysts?: string;
  /** Read the audit and the grants; approve break-glass access. */
  readonly reviewers: string;
  /** May ask for access to patient data for a few hours; empty until somebody needs it. @default nobody can */
  readonly breakGlass?: string;
}

/** Addresses that may connect, and whose they are. */
export interface AddressRange {
  /** CIDR, e.g. `203.0.113.0/24`. */
  readonly range: string;
  readonly description: string;
}

/** A VPC that somebody else keeps; its firewall, DNS, NAT and service access are theirs to set. */
export interface ExistingNetwork {
  /** Project of the (shared) VPC. */
  readonly projectId: string;
  readonly network: string;
  readonly subnetwork: string;
}

export interface RcmEnvironmentProps {
  /** Project of this environment alone. */
  readonly projectId: string;
  /** The project's number: the addresses of Google's service agents are made of it. `gcloud projects describe PROJECT` shows it. */
  readonly projectNumber: string;
  /** e.g. `us-central1`. No default: where PHI is stored is the customer's decision. */
  readonly region: string;
  readonly groups: PeopleGroups;
  readonly dailyRun: EnvironmentSpec['dailyRun'];
  /** Label `owner`: who answers for the data. @default the group, e.g. `sunrise` */
  readonly owner?: string;
  /** Gets Google's security and legal notices, and the alerts. @default groups.reviewers */
  readonly securityContact?: string;
  /**
   * Account with which Cloud Logging uses its key, as Google names it for the project:
   * `gcloud logging settings describe --project=PROJECT`, kmsServiceAccountId.
   * @default cmek-p<projectNumber>@gcp-sa-logging.iam.gserviceaccount.com
   */
  readonly loggingKmsAccount?: string;
  /** Gets Google's technical notices. @default groups.engineers */
  readonly technicalContact?: string;
  /** That Google's agreement was accepted; prod is refused without. It goes into the compliance report. @default nothing is recorded */
  readonly baa?: AcceptedAgreement;
  /** APIs to enable for something else in the project, of those in `COVERED_SERVICES`; others are refused. @default none */
  readonly additionalServices?: readonly string[];
  /** Sets organization policies on the project; an administrator of the organization deploys them. @default none of ours */
  readonly organizationPolicies?: boolean;
  /** A perimeter of VPC Service Controls around the project; an administrator of the organization deploys it. @default none */
  readonly perimeter?: PerimeterChoice;
  /** Keys of another project, whose owner lets Google's services use them. @default a key ring of the environment's own */
  readonly encryption?: ExistingKeyRing;
  /** Reference files. @default ENVIRONMENT_DEFAULTS.references */
  readonly references?: readonly {
    readonly table: string;
    readonly cadence?: 'daily' | 'weekly' | 'monthly' | 'yearly';
    readonly delimiter?: ',' | '|' | '\t' | ';';
  }[];
  readonly quality?: Partial<EnvironmentSpec['quality']>;
  /** @default a VPC of the environment's own */
  readonly network?: ExistingNetwork;
  /** Address ranges of the environment's network; take those that nothing else of yours has. @default NETWORK_ADDRESS_DEFAULTS */
  readonly addresses?: NetworkAddresses;
  /**
   * Hosts outside Google that may be called, each a way out of the network. `[]` closes it: no address translation, no rule.
   * @default PRIVATE_NETWORK_DEFAULTS.publicApis, the provider register and the code lists
   */
  readonly publicApis?: readonly PublicApi[];
  /**
   * CIDR ranges, public or private, from which the Airflow interface answers; sign-in through IAM is needed all the same.
   * With an existing network it must be given. @default addresses.workloads, the environment's own network
   */
  readonly airflowRanges?: readonly AddressRange[];
  /** Bucket of the Terraform state, made before the first deployment. @default `<project>-tfstate` */
  readonly stateBucket?: string;
  /**
   * Keeps the Terraform state in files on this machine: for trying things out alone. In prod it is weaker, and needs its reason:
   * `reasons.localState`. @default false, in `stateBucket`
   */
  readonly localState?: boolean;
  /**
   * Locks the retention of archive and audit, in prod. Irreversible: until the retention is over nobody can shorten it, delete the objects or
   * destroy the environment. @default false
   */
  readonly lockRetention?: boolean;
  /** Settings that differ from the stage's, which stacks/props/stages.ts lists. In prod a weaker one needs its reason. @default none */
  readonly overrides?: Partial<StageSettings>;
  /** Why a setting, the review or the place of the state is weaker than its stage's; goes into the compliance report. @default none */
  readonly reasons?: Partial<Readonly<Record<keyof StageSettings | 'review' | 'localState', string>>>;
  /**
   * Weakens: data and keys of a protected stage can be destroyed. The first of two keys; the second is the environment variable
   * RCM_DESTROY=<environment> of whoever deploys. Either alone changes nothing. @default data is protected as its stage says
   */
  readonly destroyableData?: { readonly reason: string };
  /** Delivery from a GitHub repository, by Cloud Build or by GitHub Actions; see docs/delivery.md. @default none; deployed by hand */
  readonly delivery?: DeliveryProps;
  /** Monthly budget, with alerts at half, nine tenths and all of it; how much is the stage's monthlyBudgetUsd. @default none */
  readonly budget?: { readonly billingAccount: string };
  /** @default Airflow as the stage has it */
  readonly airflow?: AirflowProps;
  /**
   * Tag of the container image. Without one everything is deployed and nothing runs: each execution fails and says that the image is
   * missing. Delivery needs it. @default none yet
   */
  readonly imageTag?: string;
  /** Rules that need not hold somewhere, each with its reason; they go into the compliance report. @default none */
  readonly exceptions?: readonly (Exception & { readonly stack: string })[];
  /**
   * What findings of the compliance review do to synth: `errors` stop it, `warnings` are shown. What is wrong with an exception always stops it.
   * In prod `warnings` is weaker, and needs its reason: `reasons.review`.
   * @default prod: errors; dev and test: warnings
   */
  readonly review?: 'errors' | 'warnings';
  /** Raise it when an environment is made again after a destroy: some names are never free again. @default none */
  readonly generation?: number;
}
