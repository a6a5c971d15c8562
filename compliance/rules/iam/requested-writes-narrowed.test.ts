import { itJudges } from '../../../test/rule-cases';
import type { JsonObject } from '../../arguments/attribute';
import { requestedWritesNarrowed } from './requested-writes-narrowed';

const CONDITION = 'privileged_access.gcp_iam_access.role_bindings.condition_expression';
const WRITES = 'roles/bigquery.dataEditor';
const DECISIONS = 'resource.name == "projects/p/datasets/ops/tables/quarantine_decisions"';

const asking = (role: string, condition?: string): JsonObject => ({
  eligible_users: [{ principals: ['group:engineers@b.example'] }],
  max_request_duration: '14400s',
  privileged_access: {
    gcp_iam_access: {
      resource: '//cloudresourcemanager.googleapis.com/projects/p',
      role_bindings: [{ role, ...(condition === undefined ? {} : { condition_expression: condition }) }],
    },
  },
});

itJudges(requestedWritesNarrowed, {
  type: 'google_privileged_access_manager_entitlement',
  reports: {
    'no condition': [asking(WRITES), CONDITION],
    'an empty one': [asking(WRITES, ''), CONDITION],
    'one that is always true': [asking(WRITES, 'true'), CONDITION],
    'one about the time only': [asking(WRITES, 'request.time < timestamp("2030-01-01T00:00:00Z")'), CONDITION],
    'another way out of it': [asking(WRITES, `${DECISIONS} || true`), CONDITION],
    'everything but a table': [asking(WRITES, 'resource.name != "projects/p/datasets/ops/tables/runs"'), CONDITION],
  },
  accepts: {
    'one table': asking(WRITES, DECISIONS),
    'tables of a dataset': asking(WRITES, 'resource.name.startsWith("projects/p/datasets/ops/")'),
    'one table or another': asking(WRITES, `${DECISIONS} || ${DECISIONS}`),
    'a role that only reads': asking('roles/bigquery.dataViewer'),
  },
  ignores: {},
  unknown: {
    'a role that is computed': asking('${google_project_iam_custom_role.r.id}'),
    'a condition that is computed': asking(WRITES, '${var.condition}'),
  },
});
