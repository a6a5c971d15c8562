import { itJudges, placed } from '../../../test/rule-cases';
import { bucketPrefixes } from './bucket-prefixes';

const CREATOR = 'roles/storage.objectCreator';
const grant = (bucket: string, name: string, role = CREATOR) => ({
  bucket,
  role,
  member: `serviceAccount:${name}@p.iam.gserviceaccount.com`,
});
const path = (of: string) => ({
  condition: { title: 'path', expression: `resource.name.startsWith("projects/_/buckets/inbox/objects/${of}/")` },
});

itJudges(bucketPrefixes, {
  beside: placed({
    'google_storage_bucket_iam_member.a': { ...grant('inbox', 'a'), ...path('a') },
    'google_cloudbuild_trigger.apply': {
      service_account: 'apply@p.iam.gserviceaccount.com',
      approval_config: { approval_required: true },
    },
  }),
  reports: {
    'google_storage_bucket_iam_member.shared': [grant('inbox', 'b'), 'condition'],
    'google_storage_bucket_iam_member.true': [
      { ...grant('inbox', 'b'), condition: [{ title: 't', expression: 'true' }] },
      'condition',
    ],
    'google_storage_bucket_iam_member.state': [grant('p-tfstate', 'image'), 'condition'],
  },
  accepts: {
    'google_storage_bucket_iam_member.own_path': { ...grant('inbox', 'b'), ...path('b') },
    'google_storage_bucket_iam_member.other_role': grant('inbox', 'load', 'roles/storage.objectUser'),
    'google_storage_bucket_iam_member.other_bucket': grant('archive', 'load'),
    'google_storage_bucket_iam_member.deploys': grant('p-tfstate', 'apply'),
    'google_storage_bucket_iam_member.reads': grant('p-tfstate', 'plan', 'roles/storage.objectViewer'),
  },
  ignores: { 'google_project_iam_member.m': { role: CREATOR } },
  unknown: { 'google_storage_bucket_iam_member.variable': grant('inbox', 'b', '${var.role}') },
});
