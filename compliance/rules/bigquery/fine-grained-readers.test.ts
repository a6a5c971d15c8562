import { itJudges, OfType } from '../../../test/rule-cases';
import { READS_PLAIN } from '../../rule-parts/policy-tags';
import { fineGrainedReaders } from './fine-grained-readers';

const group = 'group:analysts@b.example';
const workload = 'serviceAccount:a@p.iam.gserviceaccount.com';
const on = (tag: string, member: string, role = READS_PLAIN) => ({
  policy_tag: `\${google_data_catalog_policy_tag.${tag}.name}`,
  member,
  role,
});

itJudges(fineGrainedReaders, {
  type: 'google_data_catalog_policy_tag_iam_member',
  beside: {
    google_data_catalog_policy_tag: {
      sensitive: { display_name: 'sensitive' },
      health: { display_name: 'health', parent_policy_tag: '${google_data_catalog_policy_tag.sensitive.id}' },
      identifying: { display_name: 'identifying' },
      ssn: { display_name: 'ssn', parent_policy_tag: '${google_data_catalog_policy_tag.identifying.id}' },
    },
  },
  reports: {
    'people who read numbers': [on('ssn', group), 'policy_tag'],
    'people who read what lies below': [on('identifying', group), 'policy_tag'],
    'people who administer tags': [on('health', group, 'roles/datacatalog.categoryAdmin'), 'role'],
    'people on a whole taxonomy': [
      new OfType('google_data_catalog_taxonomy_iam_binding', { role: READS_PLAIN, members: [workload, group] }),
      'members',
    ],
    'a workload on a whole project': [
      new OfType('google_project_iam_member', { role: READS_PLAIN, member: workload }),
      'role',
    ],
  },
  accepts: {
    'people who read diagnoses': on('sensitive', group),
    'a workload': on('ssn', workload),
    'a workload on a taxonomy': new OfType('google_data_catalog_taxonomy_iam_member', {
      role: READS_PLAIN,
      member: workload,
    }),
  },
  ignores: {
    'another role of a project': new OfType('google_project_iam_member', { role: 'roles/run.viewer', member: group }),
  },
  unknown: {
    'a computed tag': { policy_tag: '${var.tag}', member: group, role: READS_PLAIN },
    'a computed role': on('ssn', group, '${var.role}'),
    'a computed member': on('ssn', '${var.member}'),
  },
});
