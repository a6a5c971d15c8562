import { judged } from '../../../test/judged';
import { auditAllServices } from './audit-all-services';

it('reports a project with data and no audit config, and what a config leaves out', () => {
  expect(judged(auditAllServices, { google_storage_bucket: { b: {} } })).toEqual({
    checked: 1,
    defects: { 'project p': ['audit_log_config', 'audit_log_config', 'audit_log_config'] },
    unknown: [],
  });
});
it('reports missing types, one service only, and members left out', () => {
  expect(
    judged(auditAllServices, {
      google_storage_bucket: { b: {} },
      google_project_iam_audit_config: {
        all: {
          service: 'allServices',
          audit_log_config: [
            { log_type: 'ADMIN_READ' },
            { log_type: 'DATA_READ', exempted_members: ['user:a@b.example'] },
          ],
        },
        one: {
          service: 'storage.googleapis.com',
          audit_log_config: [{ log_type: 'ADMIN_READ' }, { log_type: 'DATA_READ' }, { log_type: 'DATA_WRITE' }],
        },
      },
    }),
  ).toEqual({
    checked: 1,
    defects: { 'project p': ['audit_log_config', 'audit_log_config.exempted_members'] },
    unknown: [],
  });
});
it('accepts all services and types, in one config or in several, having looked at the project', () => {
  expect(
    judged(auditAllServices, {
      google_storage_bucket: { b: {} },
      google_project_iam_audit_config: {
        one: {
          project: 'p',
          service: 'allServices',
          audit_log_config: [{ log_type: 'ADMIN_READ' }, { log_type: 'DATA_READ' }],
        },
        two: { service: 'allServices', audit_log_config: { log_type: 'DATA_WRITE', exempted_members: [] } },
      },
    }),
  ).toEqual({ checked: 1, defects: {}, unknown: [] });
});
it('is not about projects without data', () => {
  expect(judged(auditAllServices, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('answers unknown when only a part of the environment is given', () => {
  expect(judged(auditAllServices, { google_storage_bucket: { b: {} } }, { complete: false })).toEqual({
    checked: 0,
    defects: {},
    unknown: ['project p'],
  });
});
it('does not know which service a variable names', () => {
  expect(
    judged(auditAllServices, {
      google_storage_bucket: { b: {} },
      google_project_iam_audit_config: {
        variable: {
          service: '${var.service}',
          audit_log_config: [{ log_type: 'ADMIN_READ' }, { log_type: 'DATA_READ' }, { log_type: 'DATA_WRITE' }],
        },
      },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['project p'] });
});

it('answers unknown for exempted members that are computed', () => {
  const logs = ['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'].map((log_type) => ({ log_type }));
  const config = {
    service: 'allServices',
    audit_log_config: [...logs, { log_type: 'DATA_READ', exempted_members: '${var.m}' }],
  };
  const { unknown } = judged(auditAllServices, {
    google_storage_bucket: { b: {} },
    google_project_iam_audit_config: { all: config },
  });
  expect(unknown).toEqual(['project p']);
});
