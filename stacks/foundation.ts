import { EssentialContactsContact } from '@cdktf/provider-google/lib/essential-contacts-contact';
import { ProjectService } from '@cdktf/provider-google/lib/project-service';
import type { Construct } from 'constructs';
import { AccessList } from '../constructs/access-list';
import { AuditTrail } from '../constructs/audit-trail';
import { KeyRing } from '../constructs/key-ring';
import { KEYS } from '../model/names';
import type { EnvironmentSettings } from './environment-settings';
import { enabledServices } from './google-services';
import { environmentGrants } from './grants';
import { RcmStack } from './stack';

/** Enabled APIs, keys and who encrypts with them, the audit trail, whom Google tells: before everything else. */
export class FoundationStack extends RcmStack {
  constructor(scope: Construct, settings: EnvironmentSettings) {
    super(scope, settings, 'foundation');
    const { names, props, protection } = settings;
    const services = enabledServices(props).map(
      (service) =>
        new ProjectService(this, `api-${service}`, {
          service: `${service}.googleapis.com`,
          // A destroyed environment must not switch off what something else in the project uses.
          disableOnDestroy: false,
          disableDependentServices: false,
        }),
    );
    const keys = new KeyRing(this, 'keys', {
      ringName: names.keyRing,
      projectId: props.projectId,
      location: props.region,
      keys: KEYS,
      protection,
      dependsOn: services,
    });
    const access = new AccessList(
      this,
      'access',
      { projectId: props.projectId, region: props.region, grants: environmentGrants(settings).foundation },
      Object.values(keys.keys),
    );
    new AuditTrail(this, 'audit', {
      projectId: props.projectId,
      logBucketId: names.auditLogBucket,
      sinkName: names.resource('audit'),
      location: props.region,
      encryptionKey: settings.key('logging'),
      locked: props.lockRetention ?? false,
      dependsOn: [...access.members],
      services,
    });
    new EssentialContactsContact(this, 'security-contact', {
      parent: `projects/${props.projectId}`,
      email: props.securityContact ?? props.groups.reviewers,
      languageTag: 'en',
      notificationCategorySubscriptions: ['SECURITY', 'LEGAL', 'SUSPENSION', 'TECHNICAL'],
      dependsOn: services,
    });
  }
}
