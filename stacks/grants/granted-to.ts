import type { Grant, GrantTarget } from '../../constructs/access/access-list-props';
import { serviceAccountMember } from '../../constructs/inputs/service-identity';
import type { Identity } from '../../model/names';
import type { EnvironmentSettings } from '../settings/environment-settings';

/** Makes grants to the workloads of an environment, by their role. */
export function grantedTo(settings: EnvironmentSettings) {
  return (identity: Identity, role: string, on: GrantTarget, why: string): Grant => ({
    member: serviceAccountMember(settings.identity(identity)),
    role,
    on,
    why,
  });
}
