import type { Estate } from '../../estate/estate';
import { isBeforeProduction, type Resource } from '../../estate/resource';
import { DATA_HOLDING_TYPES } from '../../rule-parts/projects';
import type { ResourceRule } from '../../verdicts/rule';

const PRODUCTION = new WeakMap<Estate, ReadonlyMap<string, boolean>>();

/** By project, whether most resources that hold data are in production. */
function productions(estate: Estate): ReadonlyMap<string, boolean> {
  const remembered = PRODUCTION.get(estate);
  if (remembered) return remembered;
  const balance = new Map<string, number>();
  for (const type of DATA_HOLDING_TYPES) {
    for (const resource of estate.byType.get(type) ?? []) {
      const project = resource.project ?? '';
      balance.set(project, (balance.get(project) ?? 0) + (isBeforeProduction(resource) ? -1 : 1));
    }
  }
  const result = new Map([...balance].map(([project, more]): [string, boolean] => [project, more > 0]));
  PRODUCTION.set(estate, result);
  return result;
}

function argumentOf({ type }: Resource): string {
  return type === 'google_sql_database_instance' ? 'settings.user_labels.stage' : 'labels.stage';
}

export const dataStageLabel: ResourceRule = {
  id: 'data-stage-label',
  title: 'Production resources carry no dev or test label',
  severity: 'high',
  controls: ['164.310(d)(2)(iii)', '164.312(a)(1)'],
  why: 'Rules that apply to production would skip it, and its data would be treated as test data.',
  fix: "Set the label stage to the project's stage, or move the resource to the project of its stage.",
  resourceTypes: [
    ...DATA_HOLDING_TYPES,
    'google_bigquery_table',
    'google_kms_crypto_key',
    'google_cloud_run_v2_job',
    'google_dataproc_cluster',
  ],
  check(resource, estate) {
    const isBefore = isBeforeProduction(resource);
    // Which stage most of the project is of, the other stacks say too.
    if (estate.isPart) return isBefore ? 'unknown' : [];
    if (productions(estate).get(resource.project ?? '') !== true) return 'not_applicable';
    return isBefore
      ? [{ attribute: argumentOf(resource), message: 'the label stage says dev or test in a project of production' }]
      : [];
  },
};
