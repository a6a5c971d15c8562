import { PrivilegedAccessManagerEntitlement } from '@cdktf/provider-google/lib/privileged-access-manager-entitlement';
import { ProjectIamCustomRole } from '@cdktf/provider-google/lib/project-iam-custom-role';
import type { Construct } from 'constructs';
import { AccessList } from '../constructs/access/access-list';
import { opsQuarantineDecisions } from '../model/ops';
import { customRoles, QUARANTINE_JUDGE } from './grants/custom-roles';
import { environmentGrants, JOB_RUNNER_ROLE, RUN_WATCHER_ROLE } from './grants/environment-grants';
import type { EnvironmentSettings } from './settings/environment-settings';
import { RcmStack } from './stack';

const BREAK_GLASS_SECONDS = 4 * 3600;
const DECISION_SECONDS = 4 * 3600;

/** What a group may ask for. */
interface OnRequest {
  /** Group. */
  readonly eligible: string;
  readonly seconds: number;
  readonly roleBindings: readonly { readonly role: string; readonly conditionExpression?: string }[];
  readonly why: string;
  /** Custom roles that must be there. @default none */
  readonly after?: readonly ProjectIamCustomRole[];
}

/** Grants to people and workloads, custom roles, access on request. */
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
    const { engineers, breakGlass } = props.groups;
    // Who names this group has set up Privileged Access Manager.
    if (breakGlass === undefined) return;
    this.onRequest(settings, 'break-glass', {
      eligible: breakGlass,
      seconds: BREAK_GLASS_SECONDS,
      roleBindings: [
        { role: 'roles/bigquery.dataViewer' },
        { role: 'roles/datacatalog.categoryFineGrainedReader' },
        // Reading a table takes a query, and a query takes this.
        { role: 'roles/bigquery.jobUser' },
      ],
      why: 'an emergency in which a name is needed; each use is asked for, approved and recorded',
    });
    const decisions = `projects/${projectId}/datasets/${opsQuarantineDecisions.dataset}/tables/${opsQuarantineDecisions.name}`;
    const judge = { role: names.roleName(QUARANTINE_JUDGE.id), conditionExpression: `resource.name == "${decisions}"` };
    this.onRequest(settings, 'quarantine', {
      eligible: engineers,
      seconds: DECISION_SECONDS,
      roleBindings: [judge],
      after: roles,
      why: 'a row that a rule holds back wrongly is released by a person; each use is asked for, approved and recorded',
    });
  }

  /** Access on request, 45 CFR 164.312(a)(2)(ii): requested with a reason, approved by a reviewer, and it expires. */
  private onRequest(
    { props, names }: EnvironmentSettings,
    id: string,
    { eligible, seconds, roleBindings, why, after }: OnRequest,
  ): PrivilegedAccessManagerEntitlement {
    const entitlement = new PrivilegedAccessManagerEntitlement(this, id, {
      entitlementId: names.resource(id),
      ...(after ? { dependsOn: [...after] } : {}),
      location: 'global',
      parent: `projects/${props.projectId}`,
      maxRequestDuration: `${seconds}s`,
      eligibleUsers: [{ principals: [`group:${eligible}`] }],
      privilegedAccess: {
        gcpIamAccess: {
          resource: `//cloudresourcemanager.googleapis.com/projects/${props.projectId}`,
          resourceType: 'cloudresourcemanager.googleapis.com/Project',
          roleBindings: [...roleBindings],
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
    entitlement.addOverride('//.why', why);
    return entitlement;
  }
}
