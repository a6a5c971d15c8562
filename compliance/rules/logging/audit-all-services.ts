import { attribute, blocks, isUnknown, strings } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import type { Resource } from '../../estate/resource';
import { dataProjects } from '../../rule-parts/projects';
import type { EstateRule } from '../../verdicts/rule';
import type { Verdict } from '../../verdicts/verdict';

const LOG_TYPES = ['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'] as const;
const CONFIG_TYPES = [
  'google_project_iam_audit_config',
  'google_folder_iam_audit_config',
  'google_organization_iam_audit_config',
] as const;

/** A folder's or organization's configuration holds for the projects below it; which those are, the document does not say. */
function appliesTo(config: Resource, projectId: string): boolean {
  return config.type !== 'google_project_iam_audit_config' || (config.project ?? projectId) === projectId;
}

function judge(estate: Estate, projectId: string): Verdict {
  const configs = ofTypes(estate, ...CONFIG_TYPES).filter((config) => appliesTo(config, projectId));
  const forAll = configs.filter((config) => attribute(config.attributes, 'service') === 'allServices');
  const logs = forAll.map((config) => blocks(config.attributes, 'audit_log_config'));
  const isComputed = logs.includes('unknown') || configs.some((each) => isUnknown(each.attributes['service']));
  const written = logs.flatMap((each) => (each === 'unknown' ? [] : each));
  const missing = LOG_TYPES.filter((type) => !written.some((each) => each['log_type'] === type));
  if (missing.length > 0 && (isComputed || !estate.complete)) return 'unknown';
  const exempted = written.map((each) => ({ each, members: strings(attribute(each, 'exempted_members')) }));
  const exempt = exempted.flatMap(({ each, members }) => (members !== 'unknown' && members.length > 0 ? [each] : []));
  if (missing.length + exempt.length === 0 && exempted.some(({ members }) => members === 'unknown')) return 'unknown';
  return [
    ...missing.map((type) => ({ attribute: 'audit_log_config', message: `${type} of allServices is not logged` })),
    ...exempt.map((each) => ({
      attribute: 'audit_log_config.exempted_members',
      message: `${String(each['log_type'])} leaves out some members`,
    })),
  ];
}

export const auditAllServices: EstateRule = {
  id: 'logging-audit-all-services',
  title: 'Projects with data log every read and write of every service by every principal',
  severity: 'high',
  controls: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  why: 'By default Google Cloud does not log reads; after an incident nobody could say whose records were read.',
  fix: 'Add an audit config for allServices with ADMIN_READ, DATA_READ and DATA_WRITE and no exempted members.',
  resourceTypes: [...CONFIG_TYPES],
  checkEstate: (estate) =>
    dataProjects(estate).map(({ id, stack }) => ({
      subject: `project ${id || '(not named)'}`,
      stack,
      verdict: judge(estate, id),
    })),
};
