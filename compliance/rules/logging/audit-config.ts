import { attribute, blocks, isUnknown, strings } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import type { Resource } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';
import type { Defect } from '../../verdicts/verdict';

const TYPES = [
  'google_project_iam_audit_config',
  'google_folder_iam_audit_config',
  'google_organization_iam_audit_config',
] as const;
const LOG_TYPES = ['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'] as const;

/** What the configuration is about: a project, or the folder or organization above. */
function scopeOf(config: Resource): string {
  const { attributes } = config;
  return String(config.project ?? attributes['folder'] ?? attributes['org_id'] ?? '');
}

function hasOneForAll(estate: Estate, config: Resource): boolean {
  return ofTypes(estate, config.type).some(
    (other) => other.attributes['service'] === 'allServices' && scopeOf(other) === scopeOf(config),
  );
}

export const auditConfig: ResourceRule = {
  id: 'logging-audit-config',
  title: 'Audit configurations record all reads and writes by every principal',
  severity: 'high',
  controls: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  why: 'A missing log type or an exempted person can read without a trace, and the logs do not show the gap.',
  fix: 'Give allServices the types ADMIN_READ, DATA_READ and DATA_WRITE, and no exempted_members.',
  resourceTypes: [...TYPES],
  check(config, estate) {
    const service = attribute(config.attributes, 'service');
    const logs = blocks(config.attributes, 'audit_log_config');
    if (isUnknown(service) || logs === 'unknown') return 'unknown';
    const defects: Defect[] = [];
    let isElsewhere = false;
    const computed = logs.some((each) => isUnknown(each['log_type']));
    if (service === 'allServices') {
      const missing = LOG_TYPES.filter((type) => !logs.some((each) => each['log_type'] === type));
      if (missing.length > 0 && computed) return 'unknown';
      defects.push(
        ...missing.map((type) => ({ attribute: 'audit_log_config', message: `${type} of allServices is not logged` })),
      );
    } else if (!hasOneForAll(estate, config)) {
      isElsewhere = !estate.complete;
      if (estate.complete)
        defects.push({ attribute: 'service', message: `only ${String(service)} is logged, not allServices` });
    }
    for (const each of logs) {
      const exempt = strings(attribute(each, 'exempted_members'));
      if (exempt === 'unknown') return exempt;
      if (exempt.some((member) => member !== '')) {
        defects.push({
          attribute: 'audit_log_config.exempted_members',
          message: `${String(each['log_type'])} leaves out ${exempt.length} member(s)`,
        });
      }
    }
    return defects.length === 0 && isElsewhere ? 'unknown' : defects;
  },
};
