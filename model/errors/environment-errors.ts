import { SIX_YEARS_DAYS } from '../retention';
import { type ErrorEntry, misused } from './error-entry';

/** Every way a description of an environment can be wrong. The key is what synth, `rcm` and the runbook show. */
export const PROBLEMS = {
  ENVIRONMENT_NAME_INVALID: misused(
    'Name the environment <group>-<stage>, e.g. sunrise-prod; the stage is dev, test or prod.',
  ),
  ENVIRONMENT_UNKNOWN: misused(
    'Use the name of a file in environments/, or add the environment to environments/index.ts and synthesize it.',
  ),
  FIELD_MISSING: misused('Add the field; the type of the props documents it.'),
  FIELD_INVALID: misused('Write a value of the type that the message names.'),
  FIELD_UNKNOWN: misused('Remove the field, or correct its spelling.'),
  REASON_MISSING: misused('Give a reason: reviewers read it in the compliance report.'),
  PROJECT_INVALID: misused('Write the project id as `gcloud projects list` shows it.'),
  PROJECT_NUMBER_INVALID: misused(
    'Write the number that `gcloud projects describe PROJECT --format="value(projectNumber)"` prints.',
  ),
  PROJECT_SHARED: misused(
    'Give each environment its own project: keys, names and the audit log belong to the project.',
  ),
  REGION_INVALID: misused(
    'Write a single region, e.g. us-central1; multi-regions (US) and zones (us-central1-a) are invalid.',
  ),
  REGION_OUTSIDE_TAXONOMY: misused(
    'Choose a region that supports policy tags: a tag protects only columns of datasets in its own location. Add new regions in stacks/checks/regions.ts.',
  ),
  TIME_INVALID: misused('Write the time as hh:mm, 00:00 to 23:59.'),
  TIME_ZONE_UNKNOWN: misused('Write a time zone of the IANA database, e.g. America/Chicago.'),
  GROUP_ADDRESS_INVALID: misused('Write the address of a Google group, e.g. rcm-engineers@sunrise.example.'),
  GROUP_ADDRESS_PERSONAL: misused(
    'Create a group for the role and write its address: access that names a person outlasts their job.',
  ),
  REVIEWERS_NOT_APART: misused(
    'Give the reviewers their own group: people who read the audit log and approve break-glass access must not review themselves.',
  ),
  HOSPITAL_ANALYSTS_MISSING: misused(
    'Set groups.hospitalAnalysts of the environment to a group that contains the analyst groups of all hospitals.',
  ),
  ACCOUNT_ADDRESS_INVALID: misused('Write the address of a service account.'),
  SLUG_INVALID: misused(
    'Use lower-case letters, digits and single hyphens, starting with a letter, at most 20 characters.',
  ),
  LABEL_INVALID: misused('Use lower-case letters, digits, _ and -, at most 63 characters.'),
  NAME_TOO_LONG: misused(
    'Shorten the group or the id in the name. Every stage is measured as the longest, so that a name that fits dev also fits prod.',
  ),
  NAME_TOO_SHORT: misused('Lengthen the group or the id in the name.'),
  NAME_BAD_CHARACTER: misused('Use lower-case letters, digits and single hyphens in the group and in the id.'),
  NAME_RESERVED: misused('Choose another id for the hospital: a stack or a part of the platform uses this name.'),
  HOSPITAL_ID_REPEATED: misused('Give each hospital of the environment its own id.'),
  TABLE_UNKNOWN: misused('Correct the name of the table; docs/data-dictionary.md lists the tables of the model.'),
  TABLE_REPEATED: misused('List each table once.'),
  TABLE_ORIGIN_WRONG: misused(
    'List the table under its origin: EMR tables in `tables` or `exports`, files in `claims` or `references`; map it where it is listed.',
  ),
  MODEL_TEXT_INVALID: misused('Write one line of text: it is shown in the dictionary and in BigQuery.'),
  MODEL_NAME_INVALID: misused(
    'Use lower-case letters, digits and single underscores, starting with a letter, at most 40 characters, and no word of SQL.',
  ),
  MODEL_NAME_TAKEN: misused('Choose another name: an extension adds to the base model and replaces nothing of it.'),
  MODEL_REFERENCE_UNKNOWN: misused(
    'Correct the name; docs/data-dictionary.md lists the tables and columns of the base model.',
  ),
  MODEL_TYPE_UNSUITED: misused('Change the type of the column, or use a rule or unit that suits it.'),
  MODEL_KEY_INVALID: misused(
    'Name columns of the table that every row has: the key says which rows are versions of one thing.',
  ),
  MODEL_GRAIN_INVALID: misused(
    'Say what one row stands for, "one row per ...", and let the SQL give every column of the grain.',
  ),
  MODEL_PHI_EXPOSED: misused(
    'Leave the column in silver, give it the class that it has, or use what analysts may see of it: docs/extending-from-a-package.md.',
  ),
  MODEL_SQL_UNSUITED: misused(
    'Write one SELECT over the declared inputs, with functions of the list in docs/extending-from-a-package.md.',
  ),
  LINES_UNSUITED: misused(
    "Write lines: { by: [the table's key], then: 'sum' } to add up the amounts of each claim. A table keeps lines only where they are its key.",
  ),
  CONTENT_UNSUITED: misused(
    'Remove `content`: only tables of an EMR, under `exports`, are delivered whole (full) or by their changes.',
  ),
  DIALECT_INVALID: misused('Write the characters as the files have them; `rcm feed try FILE` proposes them.'),
  DIALECT_UNSUITED: misused(
    'Change one of the two settings: the delimiter, the quote, the escape character and the comment must not be taken for one another, and a workbook has none of them.',
  ),
  FEED_PATH_INVALID: misused('Write a path below the inbox, e.g. {hospital}/{table}/{yyyy-mm}/*.csv.'),
  FEED_PATH_UNSUITED: misused(
    'Write a path in which only files of this feed are: name the hospital, or what its files are called. Files of the group have none.',
  ),
  SOURCE_NAME_INVALID: misused(
    'Write the name as the source has it: one line of text, at most 64 characters in MySQL and 200 in the header line of a file.',
  ),
  MAPPING_COLUMN_UNKNOWN: misused(
    'Write the common column first, then where it comes from; docs/data-dictionary.md lists the common columns.',
  ),
  MAPPING_TABLE_UNREAD: misused(
    'Remove the mapping of the table, or add the table to `tables`, `exports`, `claims` or `feeds` of the hospital.',
  ),
  MAPPING_VERB_INVALID: misused('Write the verb as docs/mapping.md shows it.'),
  MAPPING_VERB_UNSUITED: misused(
    'Remove the verb, or use a query or a view of the source; docs/mapping.md says which verb suits which column.',
  ),
  SOURCE_SQL_REFUSED: misused(
    'Write one SELECT, or one condition, that only reads: no comment, no second statement, no variable; quote odd names, in MySQL with backquotes and in PostgreSQL with double quotes.',
  ),
  MAPPING_ORIGIN_INVALID: misused('Write exactly one of column, concat, coalesce, constant and absent.'),
  LOOKUP_OUTSIDE: misused(
    'Put the file into the project, and name it from the project folder, e.g. environments/payers.csv.',
  ),
  LOOKUP_UNREADABLE: misused(
    'Name a file of the project that can be read, from the project folder; save it as CSV in UTF-8.',
  ),
  LOOKUP_TOO_LONG: misused('Shorten the file, or join the table of values in a query of the source.'),
  LOOKUP_LINE_INVALID: misused(
    'Write a header line and one line for each value of the source, as docs/mapping.md shows it.',
  ),
  LOOKUP_KEY_REPEATED: misused('Keep one line for each value of the source.'),
  GROUP_MEMBER_DIFFERS: misused(
    'Describe the payer or department alike in the lookups of all hospitals, or leave the description blank in all but one.',
  ),
  LOOKUP_UNREAD: misused('Give the mapping to `new Hospital(…)` or the environment: synth reads the file there.'),
  MAPPING_COLUMN_REPEATED: misused('Say once where the column comes from: in `cursor` or in `columns`.'),
  MAPPING_HOLE: misused('Add the named column to the mapping, with the source column that fills it.'),
  CIDR_INVALID: misused('Write an IPv4 range as its first address and its length, e.g. 10.64.0.0/20.'),
  CIDR_TOO_WIDE: misused('Write the narrowest range that holds every client that must connect.'),
  CIDR_OFF_BOUNDARY: misused('Write the range from its first address, as the message shows it.'),
  CIDR_NOT_PRIVATE: misused('Use a range within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.'),
  CIDR_TOO_SMALL: misused('Use a larger range (a smaller number after the slash): a range in use cannot grow.'),
  CIDR_OVERLAP: misused('Use ranges that overlap neither each other nor the address of a source database.'),
  SECRET_NAME_INVALID: misused(
    'Write the name of the secret as Secret Manager lists it, without its project and version.',
  ),
  BUCKET_NAME_INVALID: misused('Write the name of the bucket alone, as `gcloud storage ls` shows it after gs://.'),
  HOST_INVALID: misused('Write one whole host name, without https:// and without *.'),
  AUTHORITY_NOT_PUBLIC: misused(
    "Add certificateAuthority: 'private' and store the PEM of the hospital's own authority in the secret that the stack makes, or write the public host name that the certificate has.",
  ),
  TLS_MISSING: misused(
    "Leave out tls: 'none', so that the server's certificate is verified. Only a database on this machine (localhost, 127.0.0.0/8, ::1) is read without TLS.",
  ),
  ADDRESSES_OF_OTHERS: misused('Remove the setting: the owner of the existing network has chosen its addresses.'),
  BAA_MISSING: misused(
    "Accept Google's agreement (BAA) in the console, then write when it was accepted and which group is responsible for it.",
  ),
  DAY_INVALID: misused('Write a calendar day as YYYY-MM-DD.'),
  SERVICE_NOT_COVERED: misused(
    "Remove the API, or write its short name from stacks/settings/google-services.ts: only products covered by Google's agreement may process patient data.",
  ),
  KEY_RING_INVALID: misused('Write the name of the key ring without its project and location, at most 63 characters.'),
  KEY_LOCATION_DIFFERS: misused(
    "Use a key or key ring in the same region as the resources: Cloud KMS encrypts only resources in the key's own location.",
  ),
  PERIMETER_INVALID: misused(
    'Write what `gcloud access-context-manager policies list`, `levels list` and `perimeters list` show: a number, short names, or the full name of an existing perimeter.',
  ),
  MEMBER_INVALID: misused('Write group:ADDRESS or serviceAccount:ADDRESS; people get access through groups.'),
  RANGES_MISSING: misused('Set airflowRanges: only the owner of an existing network knows its ranges.'),
  AIRFLOW_SIZE_REFUSED: misused('Use a size that Composer 3 offers; the message lists them.'),
  AIRFLOW_VERSION_REFUSED: misused('Use Composer 3 with Airflow 2.11, e.g. composer-3-airflow-2.11.1.'),
  SPARK_READER_UNSUITED: misused('Use Spark only for EMR tables of an existing MySQL.'),
  BILLING_ACCOUNT_INVALID: misused('Write the id of the billing account as `gcloud billing accounts list` shows it.'),
  IMAGE_TAG_INVALID: misused('Write a fixed tag like 1.4.0: a tag names one image for ever, so `latest` is invalid.'),
  IMAGE_TAG_MISSING: misused('Set imageTag: delivery builds the image under that tag, and never moves a tag.'),
  WEAKENED_WITHOUT_REASON: misused(
    'Remove the weaker choice, or give its reason (`reasons`; for a hospital `zonalReason`). The compliance report shows the reason.',
  ),
  RETENTION_TOO_SHORT: misused(
    `Keep data at least ${SIX_YEARS_DAYS} days in production: 45 CFR 164.316(b)(2)(i) requires six years for documentation, and raw data is kept as long.`,
  ),
  RETENTION_ORDER: misused('Write whole days, with deletion at least one day after the end of the retention.'),
  LOCK_OUTSIDE_PROD: misused('Remove lockRetention: a lock cannot be undone, and would outlive development and test.'),
  DESTROY_TAKES_TWO_KEYS: misused(
    'Set destroyableData with its reason, and the environment variable RCM_DESTROY when deploying, as docs/tearing-down.md shows.',
  ),
  SIZE_INVALID: misused('Use a size that exists; the message lists them.'),
  COMPOSER_SIZE_UNKNOWN: misused('Write small, medium or large; set parts of a size with `airflow.workloads`.'),
  GENERATION_INVALID: misused('Write 2 the first time you rebuild a destroyed environment, then count up.'),
  LOCK_WITH_DESTROYABLE: misused(
    'Choose one: nobody can destroy data under a locked retention before its time is over.',
  ),
  DELIVERY_INVALID: misused('Write the repository as owner/name, and the connection by its name in Cloud Build.'),
  DELIVERY_WITHOUT_STATE: misused('Remove localState: Cloud Build cannot reach a Terraform state on this machine.'),
} as const satisfies Record<string, ErrorEntry>;

export type ProblemCode = keyof typeof PROBLEMS;
