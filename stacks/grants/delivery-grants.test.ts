import MINIMAL_ENVIRONMENT from '../../test/minimal-environment.json';
import { checkEnvironment } from '../checks/check-environment';
import { Delivery } from '../props/delivery-props';
import type { RcmEnvironmentProps } from '../props/environment-props';
import { deliveryGrants } from './delivery-grants';

/** Roles that a delivery's identity gets on the project, with these props beside the usual ones. */
function projectRoles(identity: string, optional: Partial<RcmEnvironmentProps> = {}): string[] {
  const checked = checkEnvironment('sunrise-dev', {
    ...MINIMAL_ENVIRONMENT,
    delivery: Delivery.cloudBuild({ connection: 'github', repository: 'sunrise/rcm-platform' }),
    imageTag: '1.0.0',
    ...optional,
  });
  if ('problems' in checked) throw new Error('the environment has problems');
  return deliveryGrants(checked.settings)
    .filter(({ member, on }) => member.includes(`rcm-${identity}@`) && on.kind === 'project')
    .map(({ role }) => role);
}

const taken = (identity: string, optional: Partial<RcmEnvironmentProps>) => {
  const left = projectRoles(identity, optional);
  return projectRoles(identity).filter((role) => !left.includes(role));
};

it('administers no keys where somebody else keeps them', () => {
  const encryption = { keyProject: 'sunrise-keys', keyRing: 'rcm' };
  expect(taken('build-apply', { encryption })).toEqual(['roles/cloudkms.admin']);
  expect(taken('build-plan', { encryption })).toEqual(['roles/cloudkms.viewer']);
});

it('administers no network where somebody else keeps it', () => {
  const network = { projectId: 'sunrise-shared-vpc', network: 'hospital-wide', subnetwork: 'rcm' };
  const airflowRanges = [{ range: '10.9.0.0/24', description: 'operations' }];
  expect(taken('build-apply', { network, airflowRanges })).toEqual([
    'roles/compute.networkAdmin',
    'roles/compute.securityAdmin',
    'roles/dns.admin',
    'roles/servicenetworking.networksAdmin',
  ]);
  expect(taken('build-image', { network, airflowRanges })).toEqual(['roles/dns.reader']);
});
