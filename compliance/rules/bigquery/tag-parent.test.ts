import { itJudges, OfType } from '../../../test/rule-cases';
import { READS_PLAIN } from '../../rule-parts/policy-tags';
import { tagParent } from './tag-parent';

const below = (parent: string, display_name: string) => ({
  display_name,
  parent_policy_tag: `\${google_data_catalog_policy_tag.${parent}.id}`,
});

itJudges(tagParent, {
  type: 'google_data_catalog_policy_tag',
  beside: {
    google_data_catalog_policy_tag: {
      sensitive: { display_name: 'sensitive' },
      identifying: { display_name: 'identifying' },
      open: { display_name: 'for_analysts' },
    },
    google_data_catalog_policy_tag_iam_member: {
      analysts: {
        policy_tag: '${google_data_catalog_policy_tag.open.name}',
        member: 'group:analysts@b.example',
        role: READS_PLAIN,
      },
      load: {
        policy_tag: '${google_data_catalog_policy_tag.identifying.name}',
        member: 'serviceAccount:a@p.iam.gserviceaccount.com',
        role: READS_PLAIN,
      },
    },
  },
  reports: {
    'a number below what people may read': [below('open', 'ssn'), 'parent_policy_tag'],
    'a name below what identifies nobody': [below('sensitive', 'name'), 'parent_policy_tag'],
  },
  accepts: {
    'a number below what workloads may read': { ...below('identifying', 'ssn'), description: 'Numbers' },
    'a diagnosis below what people may read': below('sensitive', 'health'),
    'a tag of its own': { display_name: 'ssn' },
  },
  ignores: { 'another type': new OfType('google_data_catalog_taxonomy', {}) },
  unknown: { 'a computed parent': { display_name: 'ssn', parent_policy_tag: '${var.parent}' } },
});
