import type { Grant, GrantTarget } from '../../constructs/access/access-list-props';
import { bronzeDataset, DATASETS, REFERENCE_OWNER } from '../../model/datasets';
import { modelOf } from '../../model/model';
import { CONTAINER_WORKLOADS, KEYS } from '../../model/names';
import { hashKeyTables } from '../../model/phi/hash-key';
import type { EnvironmentSettings } from '../settings/environment-settings';
import { PLAIN_READER } from './column-roles';
import { AUDIT_WRITER, SPARK_OBSERVER, SPARK_RUNNER } from './custom-roles';
import { deliveryGrants, roleGiving } from './delivery-grants';
import { gitHubGrants } from './github-grants';
import { grantedTo } from './granted-to';
import { peopleGrants } from './people-grants';
import { KEY_ENCRYPTER, serviceAgents } from './service-agents';
import { authorizedViewGrants, viewMakerGrants, viewReaderGrants } from './view-grants';

/**
 * The list of grants: who, which role, on what, why. Every IAM member of an environment is a line of it, and a test proves that. The iam
 * stack makes those on what earlier stacks make; a stack that comes later makes the grants on its own things, as does data-lake on columns.
 */
export interface EnvironmentGrants {
  readonly foundation: readonly Grant[];
  readonly 'data-lake': readonly Grant[];
  readonly iam: readonly Grant[];
  readonly processing: readonly Grant[];
  readonly delivery: readonly Grant[];
}

/** Custom role: starts Cloud Run jobs with arguments and watches them; nothing else. */
export const JOB_RUNNER_ROLE = 'rcmJobRunner';
/** Custom role: an operation belongs to the project and not to the job that it runs. */
export const RUN_WATCHER_ROLE = 'rcmRunWatcher';

const project: GrantTarget = { kind: 'project' };
const dataset = (id: string): GrantTarget => ({ kind: 'dataset', dataset: id });

/** Every grant of an environment but those of its hospitals. */
export function environmentGrants(settings: EnvironmentSettings): EnvironmentGrants {
  const iam = [
    ...storageGrants(settings),
    ...warehouseGrants(settings),
    ...projectGrants(settings),
    ...peopleGrants(settings),
    ...deliveryGrants(settings),
  ];
  return {
    foundation: keyGrants(settings),
    'data-lake': [...columnGrants(settings), ...authorizedViewGrants(settings)],
    iam: [...iam, ...roleGiving(settings, iam)],
    processing: [...sparkFileGrants(settings), ...jobGrants(settings)],
    delivery: gitHubGrants(settings),
  };
}

/** Service agents use the keys before anything is encrypted with them; on somebody else's keys, by their owner's grants. */
function keyGrants({ names, props }: EnvironmentSettings): Grant[] {
  if (props.encryption) return [];
  return KEYS.flatMap((key) =>
    serviceAgents(key, props.projectNumber, props.loggingKmsAccount).map((member) => ({
      member,
      role: KEY_ENCRYPTER,
      on: { kind: 'key', key: names.key(key) } as const,
      why: `Google's service encrypts and decrypts with the ${key} key`,
    })),
  );
}

function storageGrants(settings: EnvironmentSettings): Grant[] {
  const { names } = settings;
  const on = (role: Parameters<typeof names.bucket>[0]): GrantTarget => ({
    kind: 'bucket',
    bucket: names.bucket(role),
  });
  const to = grantedTo(settings);
  const readsCode = CONTAINER_WORKLOADS.map((each) =>
    to(each, 'roles/storage.objectViewer', on('code'), 'reads the pipeline spec'),
  );
  return [
    to('extract', 'roles/storage.objectViewer', on('inbox'), 'reads delivered files'),
    to('extract', 'roles/storage.objectViewer', on('archive'), 'knows a file that it has read before'),
    to('extract', 'roles/storage.objectUser', on('landing'), 'writes what it read, and clears a half-written attempt'),
    to('load', 'roles/storage.objectViewer', on('landing'), 'loads landed rows'),
    to('load', 'roles/storage.objectUser', on('inbox'), 'moves files to the archive once their rows are in bronze'),
    to('load', 'roles/storage.objectViewer', on('archive'), 'looks whether a file was taken in before'),
    to('load', 'roles/storage.objectCreator', on('archive'), 'puts the original files away'),
    to('transform', 'roles/storage.objectViewer', on('landing'), 'reads manifests'),
    to('publish', 'roles/storage.objectUser', on('curated'), 'writes the reports'),
    to('spark', 'roles/storage.objectUser', on('landing'), 'writes tables too big for one process'),
    to('spark', 'roles/storage.objectViewer', on('code'), 'reads the Spark programs'),
    ...readsCode,
    {
      member: 'group:cloud-storage-analytics@google.com',
      role: 'roles/storage.objectCreator',
      on: on('audit'),
      why: "Google's service writes the buckets' access logs",
    },
  ];
}

function warehouseGrants(settings: EnvironmentSettings): Grant[] {
  const to = grantedTo(settings);
  const editor = 'roles/bigquery.dataEditor';
  const reference = bronzeDataset(REFERENCE_OWNER);
  return [
    ...CONTAINER_WORKLOADS.map((each) =>
      to(each, settings.names.roleName(AUDIT_WRITER.id), dataset(DATASETS.ops), 'writes the audit of its steps'),
    ),
    to('load', editor, dataset(DATASETS.staging), 'fills staging tables'),
    to('load', editor, dataset(reference), 'appends events of the reference files'),
    to('load', editor, dataset(DATASETS.quarantine), 'puts lines that are not rows aside, and counts them'),
    to('transform', 'roles/bigquery.dataViewer', dataset(reference), 'builds history from the events'),
    to('transform', editor, dataset(DATASETS.quarantine), 'puts rows that broke a rule aside'),
    to('transform', editor, dataset(DATASETS.silver), 'writes history'),
    to('transform', editor, dataset(DATASETS.gold), 'writes dimensions, facts and KPIs'),
    ...hashKeyTables(modelOf(settings.spec).gold).map((table) =>
      to('transform', editor, dataset(table.dataset), 'makes the key of the hashes that analysts see, once'),
    ),
    to('publish', 'roles/bigquery.dataViewer', dataset(DATASETS.gold), 'reads what the reports show'),
    to('publish', 'roles/bigquery.dataViewer', dataset(DATASETS.silver), 'counts rows; identifiers it cannot read'),
    to('publish', 'roles/bigquery.dataViewer', dataset(DATASETS.quarantine), 'counts rows; identifiers it cannot read'),
  ];
}

function projectGrants(settings: EnvironmentSettings): Grant[] {
  const to = grantedTo(settings);
  return [
    ...CONTAINER_WORKLOADS.map((each) =>
      to(each, 'roles/bigquery.jobUser', project, 'runs queries; what they may read is granted by dataset'),
    ),
    to('extract', 'roles/cloudsql.client', project, 'connects to the hospitals databases through the connector'),
    to('extract', 'roles/cloudsql.instanceUser', project, 'signs in to them with IAM'),
    {
      ...to('spark', 'roles/dataproc.worker', project, 'runs as the machines of Spark, whose working files it keeps'),
      // The role holds objects of every bucket of the project; the buckets that Spark reads and writes are granted one by one.
      condition: { title: 'own_bucket', expression: ownBucket(settings.names.bucket('spark')) },
    },
    to('orchestrate', settings.names.roleName(SPARK_RUNNER.id), project, 'starts the Spark batch of a big table'),
    to(
      'orchestrate',
      'roles/iam.serviceAccountUser',
      { kind: 'service_account', email: settings.identity('spark').email },
      'a Spark batch that it starts runs as this account',
    ),
    ...sparkHistoryGrants(settings),
    to('orchestrate', settings.names.roleName(RUN_WATCHER_ROLE), project, 'waits for the steps that it started'),
    {
      ...to(
        'orchestrate',
        'roles/composer.worker',
        project,
        'runs as the Airflow workers; of the buckets it reads and writes the code alone, none with patient data',
      ),
      // The role holds objects of every bucket of the project.
      condition: { title: 'own_bucket', expression: ownBucket(settings.names.bucket('code')) },
    },
  ];
}

function sparkHistoryGrants({ names, props, stage }: EnvironmentSettings): Grant[] {
  if (!stage.sparkHistoryServer) return [];
  return [
    {
      member: `group:${props.groups.engineers}`,
      role: names.roleName(SPARK_OBSERVER.id),
      on: project,
      why: 'look into Spark batches on the history server; it shows no row values',
    },
  ];
}

/** True of everything but Cloud Storage, and there of one bucket and its objects. */
function ownBucket(bucket: string): string {
  const name = `projects/_/buckets/${bucket}`;
  return `resource.service != "storage.googleapis.com" || resource.name == "${name}" || resource.name.startsWith("${name}/")`;
}

/** Reading a tagged column takes more than reading its table, also where a view reads it: BigQuery asks who runs the query. */
function columnGrants(settings: EnvironmentSettings): Grant[] {
  const to = grantedTo(settings);
  const { analysts, hospitalAnalysts } = settings.props.groups;
  const readers = [analysts, ...(hospitalAnalysts === undefined ? [] : [hospitalAnalysts])];
  return [
    to('load', PLAIN_READER, { kind: 'phi_columns' }, 'compares new events with those it has'),
    to('transform', PLAIN_READER, { kind: 'phi_columns' }, 'builds history, dimensions and facts'),
    to('publish', PLAIN_READER, { kind: 'sensitive_columns' }, 'adds up amounts'),
    ...readers.flatMap((group) => viewReaderGrants(modelOf(settings.spec), `group:${group}`)),
    ...(settings.props.delivery ? viewMakerGrants(settings) : []),
  ];
}

/** Spark's bucket is younger than the iam stack. */
function sparkFileGrants(settings: EnvironmentSettings): Grant[] {
  const bucket = settings.names.bucket('spark');
  return [
    grantedTo(settings)('spark', 'roles/storage.objectUser', { kind: 'bucket', bucket }, 'keeps its working files'),
  ];
}

function jobGrants(settings: EnvironmentSettings): Grant[] {
  const { names, props } = settings;
  const to = grantedTo(settings);
  const image: Grant[] = props.delivery
    ? [
        to(
          'build-image',
          'roles/artifactregistry.writer',
          { kind: 'repository', repository: names.repository },
          'stores the image it built from the main branch',
        ),
      ]
    : [];
  return [
    ...CONTAINER_WORKLOADS.map((each) =>
      to(
        'orchestrate',
        names.roleName(JOB_RUNNER_ROLE),
        { kind: 'container_job', job: names.containerJob(each) },
        `starts ${each} steps`,
      ),
    ),
    ...image,
  ];
}
