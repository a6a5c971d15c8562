import type { Grant, GrantTarget } from '../../constructs/access/access-list-props';
import { DATASETS, REPORTING_DATASET } from '../../model/datasets';
import type { EnvironmentSettings } from '../settings/environment-settings';

const project: GrantTarget = { kind: 'project' };
const dataset = (id: string): GrantTarget => ({ kind: 'dataset', dataset: id });

/** What people may do, through their groups and in no other way. */
export function peopleGrants({ props, names }: EnvironmentSettings): Grant[] {
  const { engineers, analysts, hospitalAnalysts, reviewers } = props.groups;
  const to = (group: string, role: string, on: GrantTarget, why: string): Grant => ({
    member: `group:${group}`,
    role,
    on,
    why,
  });
  const audit: GrantTarget = { kind: 'bucket', bucket: names.bucket('audit') };
  return [
    to(engineers, 'roles/logging.viewer', project, 'look into failed runs; logs hold no row values'),
    to(engineers, 'roles/monitoring.viewer', project, 'watch the pipeline'),
    to(engineers, 'roles/composer.user', project, 'use the Airflow interface'),
    to(engineers, 'roles/bigquery.metadataViewer', project, 'see tables and columns, not rows'),
    to(engineers, 'roles/bigquery.dataViewer', dataset(DATASETS.ops), 'read the audit of runs; it holds no row values'),
    to(
      engineers,
      'roles/bigquery.dataViewer',
      dataset(DATASETS.quarantine),
      'see which rows rules hold back, and the shape of what is wrong; identifiers they cannot read',
    ),
    to(engineers, 'roles/bigquery.jobUser', project, 'run queries; what they may read is granted by dataset'),
    to(analysts, 'roles/bigquery.dataViewer', dataset(REPORTING_DATASET), 'analyse results, which identify nobody'),
    to(analysts, 'roles/bigquery.jobUser', project, 'run queries; what they may read is granted by dataset'),
    ...(hospitalAnalysts === undefined
      ? []
      : [
          to(
            hospitalAnalysts,
            'roles/bigquery.jobUser',
            project,
            "run queries; each hospital's views are its own grant",
          ),
        ]),
    to(reviewers, 'roles/logging.privateLogViewer', project, 'read the audit logs'),
    {
      ...to(
        reviewers,
        'roles/logging.viewAccessor',
        project,
        'read the audit logs that are kept, and no other log bucket',
      ),
      condition: {
        title: 'audit_logs',
        expression: `resource.name == "projects/${props.projectId}/locations/${props.region}/buckets/${names.auditLogBucket}/views/_AllLogs"`,
      },
    },
    to(reviewers, 'roles/iam.securityReviewer', project, 'read every grant'),
    to(reviewers, 'roles/storage.objectViewer', audit, 'read access logs and compliance reports'),
  ];
}
