import { itJudges, placed } from '../../../test/rule-cases';
import { peopleSeeMasked } from './people-see-masked';

const GROUP = 'group:a@x.example';

itJudges(peopleSeeMasked, {
  beside: placed({
    'google_data_catalog_policy_tag.sensitive': { display_name: 'sensitive' },
    'google_data_catalog_policy_tag.identifying': { display_name: 'identifying' },
    'google_storage_bucket.audit': { name: 'audit', labels: { data_class: 'audit' } },
  }),
  reports: {
    'google_data_catalog_policy_tag_iam_member.tag': [
      {
        policy_tag: '${google_data_catalog_policy_tag.identifying.name}',
        role: 'roles/datacatalog.categoryFineGrainedReader',
        member: GROUP,
      },
      'role',
    ],
    'google_storage_bucket_iam_binding.files': [
      { bucket: 'landing', role: 'roles/storage.objectViewer', members: [GROUP] },
      'role',
    ],
  },
  accepts: {
    'google_data_catalog_policy_tag_iam_member.tag': {
      policy_tag: '${google_data_catalog_policy_tag.sensitive.name}',
      role: 'roles/datacatalog.categoryFineGrainedReader',
      member: GROUP,
    },
    'google_bigquery_dataset_iam_member.rows': { dataset_id: 'gold', role: 'roles/bigquery.dataViewer', member: GROUP },
    'google_storage_bucket_iam_member.audit': { bucket: 'audit', role: 'roles/storage.objectViewer', member: GROUP },
    'google_storage_bucket_iam_member.workload': {
      bucket: 'landing',
      role: 'roles/storage.objectViewer',
      member: 'serviceAccount:a@p.iam.gserviceaccount.com',
    },
    'google_storage_bucket_iam_member.known-kind': {
      bucket: 'landing',
      role: 'roles/storage.objectViewer',
      member: '${google_service_account.a.member}',
    },
  },
  unknown: {
    'google_storage_bucket_iam_member.somebody': {
      bucket: 'landing',
      role: 'roles/storage.objectViewer',
      member: '${var.member}',
    },
    'google_storage_bucket_iam_member.some-role': { bucket: 'landing', role: '${var.role}', member: GROUP },
    'google_storage_bucket_iam_member.new-role': { bucket: 'landing', role: 'roles/new.thing', member: GROUP },
  },
  ignores: { 'google_storage_bucket.b': {} },
});
