import { itJudges, OfType } from '../../../test/rule-cases';
import { auditConfig } from './audit-config';

const ALL = [{ log_type: 'ADMIN_READ' }, { log_type: 'DATA_READ' }, { log_type: 'DATA_WRITE' }];
const exempted = 'audit_log_config.exempted_members';

itJudges(auditConfig, {
  type: 'google_project_iam_audit_config',
  beside: {
    google_project_iam_audit_config: { elsewhere: { project: 'q', service: 'allServices', audit_log_config: ALL } },
  },
  reports: {
    'a missing type': [{ service: 'allServices', audit_log_config: ALL.slice(0, 2) }, 'audit_log_config'],
    'a member who is left out': [
      { service: 'allServices', audit_log_config: [...ALL, { log_type: 'DATA_READ', exempted_members: ['user:a@b'] }] },
      exempted,
    ],
    'one service alone': [{ service: 'storage.googleapis.com', audit_log_config: ALL }, 'service'],
    'an exemption for one service, of a folder': [
      new OfType('google_folder_iam_audit_config', {
        folder: 'folders/1',
        service: 'allServices',
        audit_log_config: [...ALL.slice(1), { log_type: 'ADMIN_READ', exempted_members: ['group:a@b'] }],
      }),
      exempted,
    ],
  },
  accepts: {
    'all types, and no member left out': { service: 'allServices', audit_log_config: ALL },
    'one service more, where all are logged': {
      project: 'q',
      service: 'storage.googleapis.com',
      audit_log_config: { log_type: 'DATA_READ', exempted_members: [] },
    },
  },
  ignores: { 'another type': new OfType('google_logging_project_sink', {}) },
  unknown: {
    'a computed service': { service: '${var.service}', audit_log_config: ALL },
    'types from a list': { service: 'allServices', dynamic: { audit_log_config: {} } },
    'computed members': {
      service: 'allServices',
      audit_log_config: [...ALL, { log_type: 'DATA_READ', exempted_members: '${var.members}' }],
    },
  },
});
