import { z } from 'zod';
import { checkedText } from '../../model/checked-text';
import type { extendModel } from '../../model/extension/extension-spec';
import type { EnvironmentSpec, FeedSpecInput } from '../../model/spec';
import { airflowShape } from './airflow-props';
import { deliveryShape } from './delivery-props';
import { agreementShape, existingKeyRingShape } from './foundation-props';
import { mappingShape } from './mapping-props';
import { addressesShape } from './network-addresses';
import { addressRangeShape, existingNetworkShape, publicApiShape } from './network-props';
import { perimeterShape } from './organization-props';
import { checkedElsewhere, type PropsOf, typed } from './props-of';
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

const GROUPS = {
  /** See runs, logs and settings; no patient data. */
  engineers: z.string(),
  /** Read the views of gold, of all hospitals: amounts plain, nothing that identifies a patient. */
  analysts: z.string(),
  /**
   * Holds the groups of the hospitals' own analysts (`HospitalProps.analysts`): may run queries and see what views show. Which rows, each
   * hospital's own views say. @default no hospital has analysts of its own
   */
  hospitalAnalysts: z.string().optional(),
  /** Read the audit and the grants; approve break-glass access. */
  reviewers: z.string(),
  /** May ask for access to patient data for a few hours; empty until somebody needs it. @default nobody can */
  breakGlass: z.string().optional(),
};
/** Google groups, by address. People get access through them and in no other way. */
export interface PeopleGroups extends PropsOf<typeof GROUPS> {}
const groups: z.ZodType<PeopleGroups> = typed(z.strictObject(GROUPS));

const DAILY_RUN = {
  /** Time of day, hh:mm, in `timeZone`. */
  localTime: z.string(),
  /** As the IANA database names it, e.g. `America/Chicago`. */
  timeZone: z.string(),
};
/** When the pipeline runs each day. */
export interface DailyRun extends PropsOf<typeof DAILY_RUN> {}
const dailyRun: z.ZodType<DailyRun> = typed(z.strictObject(DAILY_RUN));

const EXCEPTION = {
  /** Name of the stack, e.g. `sunrise-prod-network`. */
  stack: z.string(),
  /** Id of the rule, as the compliance report shows it. */
  ruleId: z.string(),
  /** Address of the resource in the stack. */
  address: z.string(),
  /** Why the rule need not hold there. */
  reason: z.string(),
  /** Who answers for it. */
  owner: z.string(),
  /** Last day of the exception, YYYY-MM-DD. */
  expires: z.string(),
};
/** A rule that need not hold for one resource until a day. */
export interface StackException extends PropsOf<typeof EXCEPTION> {}
const exception: z.ZodType<StackException> = typed(z.strictObject(EXCEPTION));

/** A reference file of the group; the spec's schema checks it. */
export type ReferenceFeed = Readonly<FeedSpecInput>;

/** Why a setting is weaker than its stage's. */
type Reasons = Partial<Readonly<Record<keyof StageSettings | 'review' | 'localState', string>>>;
const reasons = z.record(z.string(), z.string()) as unknown as z.ZodType<Reasons>;
const DESTROYABLE = {
  /** Why; the compliance report shows it. */
  reason: z.string(),
};
interface Destroyable extends PropsOf<typeof DESTROYABLE> {}
const destroyable: z.ZodType<Destroyable> = typed(z.strictObject(DESTROYABLE));

const BUDGET = {
  /** e.g. `01AB23-CD45EF-678901`. */
  billingAccount: checkedText('BILLING_ACCOUNT_INVALID', /^[0-9A-F]{6}(-[0-9A-F]{6}){2}$/, 'not a billing account'),
};
interface Budget extends PropsOf<typeof BUDGET> {}
const budget: z.ZodType<Budget> = typed(z.strictObject(BUDGET));

const ENVIRONMENT = {
  /** Id of the project; it belongs to this environment alone. */
  projectId: z.string(),
  /** The project's number: Google's service agents have it in their addresses. `gcloud projects describe PROJECT` shows it. */
  projectNumber: z.string(),
  /** Region, e.g. `us-central1`. No default: where PHI is stored is the customer's decision. */
  region: z.string(),
  /** Who may see what. */
  groups,
  /** When the pipeline runs each day. */
  dailyRun,
  /** Label `owner`: who answers for the data. @default the group, e.g. `sunrise` */
  owner: z.string().optional(),
  /** Gets Google's security and legal notices, and the alerts. @default groups.reviewers */
  securityContact: z.string().optional(),
  /**
   * Account with which Cloud Logging uses its key, as Google names it for the project:
   * `gcloud logging settings describe --project=PROJECT`, kmsServiceAccountId.
   * @default cmek-p<projectNumber>@gcp-sa-logging.iam.gserviceaccount.com
   */
  loggingKmsAccount: z.string().optional(),
  /** Gets Google's technical notices. @default groups.engineers */
  technicalContact: z.string().optional(),
  /** Who accepted Google's agreement, and when; prod needs it. The compliance report shows it. @default nothing is recorded */
  baa: agreementShape.optional(),
  /** Further APIs to enable in the project. Only services in `COVERED_SERVICES` are accepted. @default none */
  additionalServices: z.array(z.string()).readonly().optional(),
  /** Sets organization policies on the project; an administrator of the organization deploys them. @default none of ours */
  organizationPolicies: z.boolean().optional(),
  /** A perimeter of VPC Service Controls around the project; an administrator of the organization deploys it. @default none */
  perimeter: perimeterShape.optional(),
  /** Keys of another project, whose owner lets Google's services use them. @default a key ring of the environment's own */
  encryption: existingKeyRingShape.optional(),
  /** What this environment adds to the base model: `extendModel({ … })`; see docs/extending-from-a-package.md. @default the base model alone */
  model: checkedElsewhere<ReturnType<typeof extendModel>>().optional(),
  /** The group's reference files. @default ENVIRONMENT_DEFAULTS.references */
  references: z.array(checkedElsewhere<ReferenceFeed>()).readonly().optional(),
  /** Where the columns of the reference files come from, by table; see docs/mapping.md. @default all names are the usual ones */
  mapping: mappingShape.optional(),
  /** Shares of bad rows above which a load fails; those left out are the spec's defaults. @default the defaults of the spec */
  quality: checkedElsewhere<Partial<EnvironmentSpec['quality']>>().optional(),
  /** An existing (shared) VPC to run in. @default a VPC of the environment's own */
  network: existingNetworkShape.optional(),
  /** Address ranges of the environment's network; choose ranges that no connected network uses. @default NETWORK_ADDRESS_DEFAULTS */
  addresses: addressesShape.optional(),
  /**
   * Hosts outside Google that workloads may call. `[]`: none, and then there is neither address translation nor a rule.
   * @default PRIVATE_NETWORK_DEFAULTS.publicApis, the provider register and the code lists
   */
  publicApis: z.array(publicApiShape).readonly().optional(),
  /**
   * CIDR ranges, public or private, that may open the Airflow interface; people also sign in through IAM.
   * Required with an existing network. @default addresses.workloads, the environment's own network
   */
  airflowRanges: z.array(addressRangeShape).readonly().optional(),
  /** Bucket of the Terraform state, made before the first deployment. @default `<project>-tfstate` */
  stateBucket: checkedText(
    'NAME_BAD_CHARACTER',
    /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/,
    'not the name of a bucket',
  ).optional(),
  /**
   * Keeps the Terraform state in files on this machine, for trying things out alone. In prod this is weaker and needs a reason:
   * `reasons.localState`. @default false, in `stateBucket`
   */
  localState: z.boolean().optional(),
  /**
   * Locks the retention of archive and audit, in prod. Irreversible: until it ends, nobody can shorten it, delete the objects or destroy the
   * environment. @default false
   */
  lockRetention: z.boolean().optional(),
  /** Settings that differ from the stage's (stacks/props/stages.ts). In prod a weaker one needs a reason. @default none */
  overrides: checkedElsewhere<Partial<StageSettings>>().optional(),
  /** Why a setting, the review or the place of the state is weaker than the stage's; the compliance report shows it. @default none */
  reasons: reasons.optional(),
  /**
   * Weakens: data and keys of a protected stage can be destroyed. This is the first of two keys; the operator sets the second, the
   * environment variable RCM_DESTROY=<environment>. Either alone changes nothing. @default data is protected as its stage says
   */
  destroyableData: destroyable.optional(),
  /** Delivery from a GitHub repository, by Cloud Build or by GitHub Actions; see docs/delivery.md. @default none; deployed by hand */
  delivery: deliveryShape.optional(),
  /** Monthly budget with alerts at 50, 90 and 100 percent; the amount is the stage's monthlyBudgetUsd. @default none */
  budget: budget.optional(),
  /** Settings of Airflow that differ from the stage's. @default Airflow as the stage has it */
  airflow: airflowShape.optional(),
  /**
   * Tag of the container image. Without one everything is deployed, and each execution fails because the image is missing.
   * Delivery needs it. @default none yet
   */
  imageTag: z.string().optional(),
  /** Exceptions from rules, each with a reason; the compliance report lists them. @default none */
  exceptions: z.array(exception).readonly().optional(),
  /**
   * What findings of the compliance review do to synth: `errors` stop it, `warnings` are shown. A faulty exception always stops it.
   * In prod `warnings` is weaker and needs a reason: `reasons.review`.
   * @default prod: errors; dev and test: warnings
   */
  review: z.enum(['errors', 'warnings']).optional(),
  /** Raise it to create an environment again after a destroy: Google never frees some names. @default none */
  generation: z.number().optional(),
};

/** What a customer writes about an environment. */
export interface RcmEnvironmentProps extends PropsOf<typeof ENVIRONMENT> {}

/**
 * Checks the type of every field of `RcmEnvironmentProps`, and the alphabet of names that become part of others. stacks/checks checks
 * everything else about the values.
 */
export const environmentShape: z.ZodType<RcmEnvironmentProps> = typed(z.strictObject(ENVIRONMENT));
