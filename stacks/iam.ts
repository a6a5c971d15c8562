import { PrivilegedAccessManagerEntitlement } from '@cdktf/provider-google/lib/privileged-access-manager-entitlement';
import { ProjectIamCustomRole } from '@cdktf/provider-google/lib/project-iam-custom-role';
import type { Construct } from 'constructs';
import { AccessList } from '../constructs/access/access-list';
import { customRoles } from './grants/custom-roles';
import { environmentGrants, JOB_RUNNER_ROLE, RUN_WATCHER_ROLE } from './grants/environment-grants';
import type { EnvironmentSettings } from './settings/environment-settings';
import { RcmStack } from './stack';

const BREAK_GLASS_SECONDS = 4 * 3600;

/** Grants to people and workloads, custom roles, break-glass access. */
export class IamStack extends RcmStack {
  constructor(scope: Construct, settings: EnvironmentSettings) {
    super(scope, settings, 'iam');
    const { names, props } = settings;
    new ProjectIamCustomRole(this, 'job-runner', {
      roleId: names.role(JOB_RUNNER_ROLE),
      title: 'RCM job runner',
      description: 'Starts Cloud Run jobs with arguments and watches them',
      permissions: [
        'run.executions.cancel',
        'run.executions.get',
        'run.jobs.get',
        'run.jobs.run',
        'run.jobs.runWithOverrides',
        'run.tasks.get',
      ],
    });
    const watcher = new ProjectIamCustomRole(this, 'run-watcher', {
      roleId: names.role(RUN_WATCHER_ROLE),
      title: 'RCM run watcher',
      description: 'Looks whether a started Cloud Run job has ended',
      permissions: ['run.operations.get'],
    });
    const roles = customRoles(props).map(
      ({ id, title, description, permissions }) =>
        new ProjectIamCustomRole(this, id, {
          roleId: names.role(id),
          title,
          description,
          permissions: [...permissions].sort(),
        }),
    );
    const { projectId, region } = props;
    const { iam: grants } = environmentGrants(settings);
    new AccessList(this, 'access', { projectId, region, grants }, [watcher, ...roles]);
    if (props.groups.breakGlass) this.breakGlass(props.groups.breakGlass, settings);
  }

  /** Break-glass access, 45 CFR 164.312(a)(2)(ii): requested with a reason, approved by a reviewer, and it expires. */
  private breakGlass(group: string, { names, props }: EnvironmentSettings): void {
    const entitlement = new PrivilegedAccessManagerEntitlement(this, 'break-glass', {
      entitlementId: names.resource('break-glass'),
      location: 'global',
      parent: `projects/${props.projectId}`,
      maxRequestDuration: `${BREAK_GLASS_SECONDS}s`,
      eligibleUsers: [{ principals: [`group:${group}`] }],
      privilegedAccess: {
        gcpIamAccess: {
          resource: `//cloudresourcemanager.googleapis.com/projects/${props.projectId}`,
          resourceType: 'cloudresourcemanager.googleapis.com/Project',
          roleBindings: [
            { role: 'roles/bigquery.dataViewer' },
            { role: 'roles/datacatalog.categoryFineGrainedReader' },
            // Reading a table takes a query, and a query takes this.
            { role: 'roles/bigquery.jobUser' },
          ],
        },
      },
      requesterJustificationConfig: { unstructured: {} },
      approvalWorkflow: {
        manualApprovals: {
          requireApproverJustification: true,
          steps: [{ approvalsNeeded: 1, approvers: { principals: [`group:${props.groups.reviewers}`] } }],
        },
      },
      additionalNotificationTargets: { adminEmailRecipients: [props.securityContact ?? props.groups.reviewers] },
    });
    entitlement.addOverride(
      '//.why',
      'an emergency in which a name is needed; each use is asked for, approved and recorded',
    );
  }
}
