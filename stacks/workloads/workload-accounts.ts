import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { IDENTITIES, type Identity } from '../../model/names';
import type { EnvironmentSettings } from '../settings/environment-settings';

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

/**
 * A service account per workload; keys of service accounts exist nowhere. They are of the foundation, because Google refuses a grant to
 * an account that is not there yet, and the data lake, which comes before the iam stack, grants its column tags to some.
 */
export class WorkloadAccounts extends Construct {
  constructor(scope: Construct, id: string, { names }: EnvironmentSettings, needs: readonly ITerraformDependable[]) {
    super(scope, id);
    for (const identity of IDENTITIES)
      new ServiceAccount(this, identity, {
        accountId: names.serviceAccount(identity),
        displayName: `RCM ${identity}`,
        description: PURPOSES[identity],
        dependsOn: [...needs],
      });
  }
}
