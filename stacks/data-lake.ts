import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { AccessList } from '../constructs/access/access-list';
import { AUTHORIZED, type Grant } from '../constructs/access/access-list-props';
import type { BucketReference } from '../constructs/inputs/bucket-reference';
import type { DataClass } from '../constructs/inputs/data-class';
import { PhiBucket } from '../constructs/storage/phi-bucket';
import type { BucketRetention } from '../constructs/storage/phi-bucket-props';
import {
  ALL_HOSPITALS,
  bronzeDataset,
  DATASETS,
  HASHING_DATASET,
  REFERENCE_OWNER,
  REPORTING_DATASET,
} from '../model/datasets';
import { type Model, modelOf } from '../model/model';
import type { BucketRole } from '../model/names';
import { hashKeyTables } from '../model/phi/hash-key';
import { viewSql } from '../model/reporting';
import { environmentGrants } from './grants/environment-grants';
import type { EnvironmentSettings } from './settings/environment-settings';
import { RcmStack } from './stack';
import { AsKnownFunctions } from './tables/as-known-functions';
import { environmentLakeTables } from './tables/lake-tables';
import { ReportingViews } from './tables/reporting-views';
import { TaggedTables } from './tables/tagged-tables';

/** What each bucket holds, and whether it keeps it. Landing has no retention: a retried step clears what the failed one left. */
const BUCKETS: Readonly<Record<Exclude<BucketRole, 'spark'>, { holds: DataClass; keeps: boolean }>> = {
  audit: { holds: 'audit', keeps: true },
  inbox: { holds: 'phi', keeps: false },
  landing: { holds: 'phi', keeps: false },
  archive: { holds: 'phi', keeps: true },
  curated: { holds: 'deidentified', keeps: false },
  code: { holds: 'code', keeps: false },
};

/** No table expires, staging's neither: a table's age counts from when it was made, not filled, so it would go in the middle of a load. */
const datasetContents = ({ gold }: Model): Readonly<Record<string, { description: string; holds: DataClass }>> => ({
  [DATASETS.staging]: { description: 'Rows on their way in', holds: 'phi' },
  [DATASETS.quarantine]: { description: 'Rows that broke a rule, with the rules', holds: 'phi' },
  [DATASETS.silver]: { description: 'Common data model with history', holds: 'phi' },
  [DATASETS.gold]: { description: 'Dimensions, facts, KPIs', holds: 'phi' },
  [DATASETS.ops]: { description: 'Runs, steps, watermarks, quality results, reconciliations', holds: 'audit' },
  [bronzeDataset(REFERENCE_OWNER)]: { description: 'Change events of the reference files', holds: 'none' },
  ...Object.fromEntries(
    hashKeyTables(gold).map(({ dataset }) => [
      dataset,
      { description: 'Key of the hashes that analysts see', holds: 'phi' },
    ]),
  ),
});

/** Buckets, datasets and tables that all hospitals share, and the tags on their PHI columns. */
export class DataLakeStack extends RcmStack {
  constructor(scope: Construct, settings: EnvironmentSettings) {
    super(scope, settings, 'data-lake');
    const { names, props, protection, stage } = settings;
    const model = modelOf(settings.spec);
    const retention: BucketRetention = {
      keepDays: stage.keepDays,
      deleteAfterDays: stage.deleteAfterDays,
      locked: props.lockRetention ?? false,
    };
    const bucket = (role: keyof typeof BUCKETS, accessLogBucket?: BucketReference) =>
      new PhiBucket(this, role, {
        bucketName: names.bucket(role),
        location: props.region,
        // Composer takes a bucket of the customer's only with the environment's own key.
        encryptionKey: settings.key(role === 'code' ? 'composer' : 'storage'),
        dataClass: BUCKETS[role].holds,
        protection,
        softDeleteDays: stage.softDeleteDays,
        ...(BUCKETS[role].keeps ? { retention } : {}),
        ...(accessLogBucket ? { accessLogBucket } : {}),
      }).bucket;
    const audit = bucket('audit');
    // The resource, not its computed name: a bucket cannot name a log bucket that is not there yet.
    for (const role of ['inbox', 'landing', 'archive', 'curated', 'code'] as const) bucket(role, audit);

    const tables = new TaggedTables(this, 'tables', {
      settings,
      taxonomyName: names.environment,
      dataPolicyOwner: ALL_HOSPITALS,
      tables: environmentLakeTables(settings.spec),
      datasets: datasetContents(model),
    });
    const grants = environmentGrants(settings)['data-lake'];
    const access = (id: string, chosen: readonly Grant[], needs: ITerraformDependable[]) => {
      const { projectId, region } = props;
      return new AccessList(this, id, { projectId, region, grants: chosen, taxonomy: tables.taxonomy }, needs);
    };
    const tablesOf = (...datasets: readonly string[]) =>
      [...tables.tables].filter(([name]) => datasets.includes(name.split('.')[0] ?? '')).map(([, table]) => table);
    const members = grants.filter(({ role }) => role !== AUTHORIZED);
    const onReporting = ({ on }: Grant) => on.kind === 'dataset' && on.dataset === REPORTING_DATASET;
    const columns = access(
      'access',
      members.filter((grant) => !onReporting(grant)),
      tablesOf(DATASETS.gold, DATASETS.silver, HASHING_DATASET),
    );
    const reporting = new ReportingViews(this, 'reporting', {
      settings,
      datasetId: REPORTING_DATASET,
      description: 'Views of gold for analysts',
      query: (view) => viewSql(view, props.projectId),
      needs: columns.members,
    });
    const silver = tables.datasets.get(DATASETS.silver);
    if (!silver) throw new Error('the data lake has a dataset for silver');
    new AsKnownFunctions(this, 'as-known', {
      projectId: props.projectId,
      entities: model.entities,
      silver,
      needs: [...tablesOf(DATASETS.silver), ...columns.members],
    });
    access('reporting-access', members.filter(onReporting), [reporting.dataset]);
    access(
      'authorized-views',
      grants.filter(({ role }) => role === AUTHORIZED),
      [...reporting.views],
    );
  }
}
