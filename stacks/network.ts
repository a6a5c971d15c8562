import type { Construct } from 'constructs';
import { PrivateNetwork } from '../constructs/network/private-network';
import { neededNetworkGrants } from './grants/needed-grants';
import { networkAddresses } from './props/network-addresses';
import type { EnvironmentSettings } from './settings/environment-settings';
import { RcmStack } from './stack';

/** The environment's own VPC; empty where an existing one is given, whose owner keeps its rules. */
export class NetworkStack extends RcmStack {
  constructor(scope: Construct, settings: EnvironmentSettings) {
    super(scope, settings, 'network');
    if (settings.props.network) {
      // In the JSON, where the owner's part is read; Terraform ignores comments.
      this.addOverride('//.neededGrants', neededNetworkGrants(settings));
      return;
    }
    const { workloads, services } = networkAddresses(settings.props);
    const { publicApis } = settings.props;
    // In the JSON, where the review reads why; Terraform ignores comments.
    if (publicApis) this.addOverride('//.publicApis', publicApis);
    new PrivateNetwork(this, 'vpc', {
      resourceName: (role) => settings.names.resource(role),
      projectId: settings.props.projectId,
      region: settings.props.region,
      clusterIdentity: settings.identity('spark'),
      workloadRange: workloads,
      serviceRange: services,
      ...(publicApis ? { publicApis: publicApis.map(({ host }) => host) } : {}),
    });
  }
}
