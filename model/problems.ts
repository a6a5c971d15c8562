/** Every way a description of an environment can be wrong, and what to do. The key is what synth, `rcm` and the runbook show. */
export const PROBLEMS = {
  ENVIRONMENT_NAME_INVALID: 'Call the environment <group>-<stage>, e.g. sunrise-prod; the stage is dev, test or prod.',
  ENVIRONMENT_UNKNOWN: 'Use the name of a file in environments/, or add the environment to environments/index.ts.',
  FIELD_MISSING: 'Write the field; the type of the props says what it means.',
  FIELD_INVALID: 'Write a value of the kind that the message names.',
  FIELD_UNKNOWN: 'Take the field out, or correct its spelling.',
  REASON_MISSING: 'Say why: whoever reviews the environment reads it in the compliance report.',
  PROJECT_INVALID: "Write the project's id as `gcloud projects list` shows it.",
  PROJECT_NUMBER_INVALID: 'Write what `gcloud projects describe PROJECT --format="value(projectNumber)"` prints.',
  PROJECT_SHARED: 'Give each environment a project of its own: keys, names and audit belong to the project.',
  REGION_INVALID: 'Write a region, e.g. us-central1; a multi-region like US, and a zone like us-central1-a, are none.',
  REGION_OUTSIDE_TAXONOMY:
    'Choose a region that has policy tags: a tag protects only columns of datasets in its own location. New regions are added in stacks/checks/regions.ts.',
  TIME_INVALID: 'Write the time as hh:mm, 00:00 to 23:59.',
  TIME_ZONE_UNKNOWN: 'Write a time zone of the IANA database, e.g. America/Chicago.',
  GROUP_ADDRESS_INVALID: 'Write the address of a Google group, e.g. rcm-engineers@sunrise.example.',
  GROUP_ADDRESS_PERSONAL:
    'Make a group for the role and write its address: people change, and access that names a person stays when they leave.',
  REVIEWERS_NOT_APART:
    'Give the reviewers a group of their own: whoever reads the audit and approves emergency access must not review oneself.',
  HOSPITAL_ANALYSTS_MISSING:
    "Give the environment groups.hospitalAnalysts, a group that holds the groups of all hospitals' analysts.",
  ACCOUNT_ADDRESS_INVALID: 'Write the address of a service account.',
  SLUG_INVALID: 'Use lower-case letters, digits and single hyphens, starting with a letter, at most 20 characters.',
  LABEL_INVALID: 'Use lower-case letters, digits, _ and -, at most 63 characters.',
  NAME_TOO_LONG:
    'Shorten the group or the id that is part of the name; the longest stage counts, so that dev fits prod.',
  NAME_TOO_SHORT: 'Lengthen the group or the id that is part of the name.',
  NAME_BAD_CHARACTER:
    'Use lower-case letters, digits and single hyphens in the group and the id that is part of the name.',
  NAME_RESERVED: 'Call the hospital otherwise: a stack or a part of the platform has that name.',
  HOSPITAL_ID_REPEATED: 'Give each hospital of the environment an id of its own.',
  TABLE_UNKNOWN: 'Correct the name of the table; docs/data-dictionary.md lists those of the model.',
  TABLE_REPEATED: 'List each table once.',
  TABLE_ORIGIN_WRONG: 'List the table where it comes from: EMR tables in `tables`, files in `claims` or `references`.',
  SOURCE_NAME_INVALID: 'Write the name as MySQL has it: letters, digits, _, $ or blanks, at most 64.',
  MAPPING_COLUMN_UNKNOWN: 'Map to a column of the common data model; docs/data-dictionary.md lists them.',
  MAPPING_COLUMN_REPEATED: 'Map one source column to each column of the common data model.',
  MAPPING_HOLE: 'Say in the mapping which column of the source the named column comes from.',
  CIDR_INVALID: 'Write a range of IPv4 addresses with its first address and its length, e.g. 10.64.0.0/20.',
  CIDR_TOO_WIDE: 'Write the narrowest range that holds those who must connect.',
  CIDR_OFF_BOUNDARY: 'Write the range from its first address, as the message shows it.',
  CIDR_NOT_PRIVATE: 'Take a range of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.',
  CIDR_TOO_SMALL: 'Take a larger range, a smaller number after the slash: it cannot grow under what uses it.',
  CIDR_OVERLAP: 'Take ranges that share no address with each other or with a database that is read.',
  HOST_INVALID: 'Write one whole host name, without https:// and without *.',
  ADDRESSES_OF_OTHERS: "Leave it out: an existing network's owner has decided it.",
  BAA_MISSING:
    "Accept Google's agreement (BAA) in the console, and write when it was accepted and which group answers for it.",
  DAY_INVALID: 'Write a day of the calendar as YYYY-MM-DD.',
  SERVICE_NOT_COVERED:
    "Leave the API out, or write its short name as stacks/settings/google-services.ts has it: only products that Google's agreement covers may see patient data.",
  KEY_RING_INVALID: 'Write the name of the ring without its project and location, at most 63 characters.',
  KEY_LOCATION_DIFFERS: "Use a key ring in the environment's region: Cloud KMS encrypts nothing that lies elsewhere.",
  PERIMETER_INVALID:
    'Write what `gcloud access-context-manager policies list`, `levels list` and `perimeters list` show: a number, short names, or the full name of an existing perimeter.',
  MEMBER_INVALID: 'Write group:ADDRESS or serviceAccount:ADDRESS; people get access through groups.',
  RANGES_MISSING: "Give airflowRanges: an existing network's ranges are known to its owner only.",
  AIRFLOW_SIZE_REFUSED: 'Write a size that Composer 3 has; the message says what there is.',
  AIRFLOW_VERSION_REFUSED: 'Write Composer 3 with Airflow 2.11, e.g. composer-3-airflow-2.11.1.',
  SPARK_READER_UNSUITED:
    'Let Spark read EMR tables of an existing MySQL only; a Cloud SQL instance takes no connection without the connector of the steps.',
  BILLING_ACCOUNT_INVALID: 'Write the id of the billing account as `gcloud billing accounts list` shows it.',
  IMAGE_TAG_INVALID: 'Write a tag like 1.4.0; it is one image for ever, so `latest` is none.',
  IMAGE_TAG_MISSING: 'Give imageTag: delivery builds the image under that tag, and a tag is never moved.',
  WEAKENED_WITHOUT_REASON:
    'Take the weaker choice out, or give its reason (`reasons`; of a hospital `zonalReason`); it goes into the compliance report. Production is weakened by name or not at all.',
  RETENTION_TOO_SHORT:
    'Keep at least 2190 days in production: 45 CFR 164.316(b)(2)(i) asks six years for documentation, and raw data is kept as long.',
  RETENTION_ORDER: 'Give whole days, the deletion at least one day after the end of the retention.',
  LOCK_OUTSIDE_PROD: 'Take lockRetention out: a lock outlives what development and test are for, and cannot be undone.',
  DESTROY_TAKES_TWO_KEYS:
    'Use destroyableData with its reason, and the environment variable RCM_DESTROY when it is deployed; docs/tearing-down.md.',
  SIZE_INVALID: 'Write a size that exists; the message says which.',
  COMPOSER_SIZE_UNKNOWN: 'Write small, medium or large; parts of a size are set with `airflow.workloads`.',
  GENERATION_INVALID: 'Count from 1: the first time an environment is made again after a destroy it is 2.',
  LOCK_WITH_DESTROYABLE:
    'Decide: data under a locked retention cannot be destroyed by anybody before its time is over.',
  DELIVERY_INVALID: 'Write the repository as owner/name, and the connection by its name in Cloud Build.',
  DELIVERY_WITHOUT_STATE:
    'Take localState out: what delivers must find the Terraform state, and this machine is not there.',
} as const satisfies Record<string, string>;
export type ProblemCode = keyof typeof PROBLEMS;

/** One thing that is wrong with a description: its code, where, and what. What to do is in `PROBLEMS`. */
export interface SpecProblem {
  readonly code: ProblemCode;
  /** e.g. `hospitals[1].mapping.patients.columns.F_Name` */
  readonly path: string;
  readonly message: string;
}

/** Whether the text is a key of `PROBLEMS`. */
export function isProblemCode(text: unknown): text is ProblemCode {
  return typeof text === 'string' && Object.hasOwn(PROBLEMS, text);
}

/** A problem in one line: code, place, what is wrong. */
export function problemLine({ code, path, message }: SpecProblem): string {
  return `${code} at ${path}: ${message}`;
}

/** Problems in words: a line each, then what to do about each code, once. */
export function problemsText(problems: readonly SpecProblem[]): string {
  const codes = [...new Set(problems.map(({ code }) => code))];
  return [
    ...problems.map((problem) => `  ${problemLine(problem)}`),
    ...codes.map((code) => `-> ${code}: ${PROBLEMS[code]}`),
  ].join('\n');
}

/** Every problem of a description at once. @see parseSpec */
export class SpecError extends Error {
  override readonly name = 'SpecError';
  readonly code = 'SPEC_INVALID';

  constructor(readonly problems: readonly SpecProblem[]) {
    super(`SPEC_INVALID: ${problems.length} problem(s):\n${problemsText(problems)}`);
  }
}
