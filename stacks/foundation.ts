import { EssentialContactsContact } from '@cdktf/provider-google/lib/essential-contacts-contact';
import { ProjectService } from '@cdktf/provider-google/lib/project-service';
import type { ITerraformDependable, TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { AccessList } from '../constructs/access/access-list';
import { AuditTrail } from '../constructs/audit/audit-trail';
import { KeyRing } from '../constructs/storage/key-ring';
import { KEYS } from '../model/names';
import { environmentGrants } from './grants/environment-grants';
import { neededKeyGrants } from './grants/needed-grants';
import { type Contact, contacts } from './settings/contacts';
import type { EnvironmentSettings } from './settings/environment-settings';
import { enabledServices } from './settings/google-services';
import { RcmStack } from './stack';
import { WorkloadAccounts } from './workloads/workload-accounts';

/** Enabled APIs, keys and who encrypts with them, the workloads' accounts, the audit trail, the contacts that Google notifies: before everything else. */
export class FoundationStack extends RcmStack {
  constructor(scope: Construct, settings: EnvironmentSettings) {
    super(scope, settings, 'foundation');
    const { names, props } = settings;
    const services = enabledServices(props).map(
      (service) =>
        new ProjectService(this, `api-${service}`, {
          service: `${service}.googleapis.com`,
          // A destroyed environment must not switch off what something else in the project uses.
          disableOnDestroy: false,
          disableDependentServices: false,
        }),
    );
    new AuditTrail(this, 'audit', {
      projectId: props.projectId,
      logBucketId: names.auditLogBucket,
      sinkName: names.resource('audit'),
      location: props.region,
      encryptionKey: settings.key('logging'),
      protection: settings.protection,
      locked: props.lockRetention ?? false,
      retentionDays: settings.stage.auditDays,
      dependsOn: props.encryption ? services : this.keys(services),
      services,
    });
    new WorkloadAccounts(this, 'accounts', settings, services);
    const provider = this.countedProvider();
    for (const contact of contacts(props)) this.contact(contact, provider, services);
    // In the JSON, where the review of the environment reads them; Terraform ignores comments.
    if (props.baa) this.addOverride('//.baa', props.baa);
    if (props.encryption) this.addOverride('//.neededGrants', neededKeyGrants(settings));
  }

  /** The environment's own keys. @returns the grants that let Google's services use them */
  private keys(services: ITerraformDependable[]): ITerraformDependable[] {
    const { names, props, protection } = this.settings;
    const { keys } = new KeyRing(this, 'keys', {
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
      { projectId: props.projectId, region: props.region, grants: environmentGrants(this.settings).foundation },
      Object.values(keys),
    );
    return [...access.members];
  }

  private contact(
    { role, email, categories }: Contact,
    provider: TerraformProvider,
    services: ITerraformDependable[],
  ): void {
    new EssentialContactsContact(this, `${role}-contact`, {
      parent: `projects/${this.settings.props.projectId}`,
      email,
      languageTag: 'en',
      notificationCategorySubscriptions: [...categories],
      provider,
      dependsOn: services,
    });
  }
}
