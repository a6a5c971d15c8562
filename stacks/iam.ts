import { PrivilegedAccessManagerEntitlement } from '@cdktf/provider-google/lib/privileged-access-manager-entitlement';
import { ProjectIamCustomRole } from '@cdktf/provider-google/lib/project-iam-custom-role';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import type { Construct } from 'constructs';
import { AccessList } from '../constructs/access-list';
import { IDENTITIES, type Identity } from '../model/names';
import { customRoles } from './custom-roles';
import type { EnvironmentSettings } from './environment-settings';
import { environmentGrants, JOB_RUNNER_ROLE, RUN_WATCHER_ROLE } from './grants';
import { RcmStack } from './stack';

const PURPOSES: Readonly<Record<Identity, string>> = {
  extract: 'Reads the hospitals databases and files, writes landing',
  load: 'Loads landing into bronze',
  transform: 'Builds silver and gold',
  publish: 'Writes the reports',
  spark: 'Reads tables too big for one process',
  orchestrate: 'Airflow: starts the steps in order',
  'build-plan': 'Delivery: tests and plans pull requests; changes nothing',
  'build-image': 'Delivery: builds the image of the main branch and plans it',
  'build-apply': 'Delivery: applies an approved plan',
};
const BREAK_GLASS_SECONDS = 4 * 3600;

/** A service account per workload and the list of grants; keys of service accounts exist nowhere. */
export class IamStack extends RcmStack {
  constructor(scope: Construct, settings: EnvironmentSettings) {
    super(scope, settings, 'iam');
    const { names, props } = settings;
    const accounts = IDENTITIES.map(
      (identity) =>
        new ServiceAccount(this, identity, {
          accountId: names.serviceAccount(identity),
          displayName: `RCM ${identity}`,
          description: PURPOSES[identity],
        }),
    );
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
    new AccessList(this, 'access', { projectId, region, grants }, [...accounts, watcher, ...roles]);
    if (props.groups.breakGlass) this.breakGlass(props.groups.breakGlass, settings);
  }

  /** Access in an emergency, 45 CFR 164.312(a)(2)(ii): asked for with a reason, approved by a reviewer, gone by itself. */
  private breakGlass(group: string, { names, props }: EnvironmentSettings): void {
    new PrivilegedAccessManagerEntitlement(this, 'break-glass', {
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
  }
}
