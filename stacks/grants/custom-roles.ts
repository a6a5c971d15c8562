import type { RcmEnvironmentProps } from '../props/environment-props';

/** A list of permissions that no role of Google's has: each takes out what a workload must not be able to do. */
export interface CustomRole {
  /** Id without the generation, e.g. `rcmAuditWriter`; `names.roleName` makes the role of a grant. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly permissions: readonly string[];
}

const on = (resource: string, ...verbs: string[]) => verbs.map((verb) => `${resource}.${verb}`);
const LIFE = ['create', 'delete', 'get', 'list', 'update'];
const POLICY = ['getIamPolicy', 'setIamPolicy'];

/** Appends to tables that exist. `roles/bigquery.dataEditor` could also delete the audit's tables and change what they are. */
export const AUDIT_WRITER: CustomRole = {
  id: 'rcmAuditWriter',
  title: 'RCM audit writer',
  description: 'Reads and writes rows of the audit; cannot delete or alter its tables',
  permissions: [
    'bigquery.datasets.get',
    // A statement that creates a table only where there is none asks for it even when there is one.
    ...on('bigquery.tables', 'create', 'get', 'getData', 'list', 'updateData'),
  ],
};

/** Adds decisions about rows in quarantine. Engineers hold it on request, on the one table. */
export const QUARANTINE_JUDGE: CustomRole = {
  id: 'rcmQuarantineJudge',
  title: 'RCM quarantine judge',
  description: 'Reads and adds decisions about rows in quarantine; cannot delete or alter the table',
  permissions: on('bigquery.tables', 'get', 'getData', 'updateData'),
};

/** What a plan must look at and Google's viewer roles leave out. */
export const PLAN_READER: CustomRole = {
  id: 'rcmPlanReader',
  title: 'RCM plan reader',
  description: 'Reads settings that a plan compares; no rows, objects or secrets',
  permissions: [
    ...on('bigquery.dataPolicies', 'get', 'getIamPolicy', 'list'),
    ...on('cloudbuild.connections', 'get', 'list'),
    ...on('cloudbuild.repositories', 'get', 'list'),
    // Not roles/composer.user, which also starts DAGs.
    ...on('composer.environments', 'get', 'list'),
    ...on('iam.roles', 'get', 'list'),
    ...on('iam.serviceAccounts', 'get', 'getIamPolicy', 'list'),
    'resourcemanager.projects.get',
    'servicenetworking.services.get',
    // Calls that are counted against the project: `RcmStack.countedProvider`.
    'serviceusage.services.use',
    ...on('storage.buckets', 'get', 'getIamPolicy', 'list'),
  ],
};

/**
 * Administers datasets, buckets, secrets and databases without reading what is in them: no `bigquery.tables.getData`, no
 * `storage.objects`, no `secretmanager.versions.access`, no export, import or login of a database. Google's admin roles have all of it.
 */
export const DATA_ADMINISTRATOR: CustomRole = {
  id: 'rcmDataAdministrator',
  title: 'RCM data administrator',
  description: 'Creates and changes datasets, tables, buckets, secrets, databases; reads no content of them',
  permissions: [
    ...on('bigquery.dataPolicies', ...LIFE, ...POLICY),
    ...on('bigquery.datasets', 'create', 'delete', 'get', 'update', ...POLICY),
    ...on('bigquery.routines', ...LIFE),
    ...on('bigquery.tables', ...LIFE, ...POLICY, 'setCategory'),
    ...on('cloudsql.databases', ...LIFE),
    ...on('cloudsql.instances', ...LIFE, 'restart'),
    ...on('cloudsql.users', ...LIFE),
    ...on('secretmanager.secrets', ...LIFE, ...POLICY),
    ...on('storage.buckets', ...LIFE, ...POLICY),
  ],
};

/** Starts a Spark batch and watches it. `roles/dataproc.editor` could also make clusters that run anything. */
export const SPARK_RUNNER: CustomRole = {
  id: 'rcmSparkRunner',
  title: 'RCM Spark runner',
  description: 'Starts Spark batches and watches them; makes no clusters',
  permissions: [...on('dataproc.batches', 'cancel', 'create', 'get'), ...on('dataproc.operations', 'cancel', 'get')],
};

/** Opens the pages of the history server, which takes the permission to use its cluster. No job can be given to it with this. */
export const SPARK_OBSERVER: CustomRole = {
  id: 'rcmSparkObserver',
  title: 'RCM Spark observer',
  description: 'Looks at Spark batches, clusters and jobs, and at the pages of the history server',
  permissions: [
    ...on('dataproc.batches', 'get', 'list'),
    ...on('dataproc.clusters', 'get', 'list', 'use'),
    ...on('dataproc.jobs', 'get', 'list'),
  ],
};

/** The custom roles of an environment; those of the delivery only where something is delivered. */
export function customRoles(props: RcmEnvironmentProps): readonly CustomRole[] {
  const always = [AUDIT_WRITER, QUARANTINE_JUDGE, SPARK_RUNNER, SPARK_OBSERVER];
  return props.delivery ? [...always, PLAN_READER, DATA_ADMINISTRATOR] : always;
}
