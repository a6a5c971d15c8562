import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import { KEYS } from '../model/names';
import MINIMAL_ENVIRONMENT from '../test/minimal-environment.json';
import { SynthesizedStack } from '../test/synthesized-stack';
import { checkEnvironment } from './checks/check-environment';
import { RcmEnvironment } from './environment';
import { environmentGrants } from './grants/environment-grants';
import type { NeededGrant } from './grants/needed-grants';
import { Delivery } from './props/delivery-props';
import type { RcmEnvironmentProps } from './props/environment-props';
import { synthesize } from './synthesize';

const PROPS: RcmEnvironmentProps = MINIMAL_ENVIRONMENT;
const RING = { keyProject: 'sunrise-keys', keyRing: 'rcm' };

/** The stacks of an environment with these props beside the usual ones. */
function stacksOf(optional: Partial<RcmEnvironmentProps>): (concern: string) => SynthesizedStack {
  const target = new App({ outdir: Testing.app().outdir });
  new RcmEnvironment(target, 'sunrise-dev', { ...PROPS, ...optional });
  synthesize(target);
  return (concern) => {
    const name = `sunrise-dev-${concern}`;
    return new SynthesizedStack(name, readFileSync(join(target.outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
  };
}

const comment = (stack: SynthesizedStack) => stack.section('//') as Record<string, unknown>;

it('records who accepted Google’s agreement and when, in the JSON that is reviewed', () => {
  const baa = { acceptedOn: '2026-09-01', by: 'compliance@sunrise.example' };
  expect(comment(stacksOf({ baa })('foundation'))).toMatchObject({ baa });
  expect(comment(stacksOf({})('foundation'))).not.toHaveProperty('baa');
});

it('enables an additional API, and names the contacts that Google notifies', () => {
  const foundation = stacksOf({ additionalServices: ['pubsub'] })('foundation');
  expect(foundation.named('google_project_service', 'pubsub.googleapis.com', 'service')).toMatchObject({
    disable_on_destroy: false,
  });
  const contacts = foundation
    .resources('google_essential_contacts_contact')
    .map(({ attributes }) => attributes['email']);
  expect(contacts.sort()).toEqual(['engineers@sunrise.example', 'reviewers@sunrise.example']);
});

describe('with keys of another project', () => {
  const stack = stacksOf({ encryption: RING });
  const KEY = /^projects\/sunrise-keys\/locations\/us-central1\/keyRings\/rcm\/cryptoKeys\/\w+$/;

  it('makes no ring, no key and no grant on a key', () => {
    const types = stack('foundation')
      .resources()
      .map(({ type }) => type);
    expect(types.filter((type) => type.startsWith('google_kms_'))).toEqual([]);
    expect(types).toContain('google_logging_project_bucket_config');
  });

  it('has no grant on a key in the list of grants', () => {
    const checked = checkEnvironment('sunrise-dev', { ...PROPS, encryption: RING });
    if ('problems' in checked) throw new Error('the environment has problems');
    const listed = Object.values(environmentGrants(checked.settings)).flat();
    expect(listed.length).toBeGreaterThan(20);
    expect(listed.filter(({ on }) => on.kind === 'key')).toEqual([]);
  });

  it('encrypts everything with them', () => {
    const names = ['foundation', 'data-lake', 'processing', 'composer']
      .map((concern) => stack(concern).text)
      .flatMap((text) => [...text.matchAll(/"(?:default_)?kms_key_name": "([^"]+)"/g)].map(([, name]) => name ?? ''));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !KEY.test(name))).toEqual([]);
  });

  it('says which grants their owner makes: those that it would have made itself', () => {
    const needed = comment(stack('foundation'))['neededGrants'] as NeededGrant[];
    const own = stacksOf({})('foundation')
      .resources('google_kms_crypto_key_iam_member')
      .map(({ attributes }) => `${attributes['member']} ${String(attributes['crypto_key_id']).replace(/^.*\//, '')}`);
    expect(needed.map(({ member, on }) => `${member} ${on.replace(/^.*\//, '')}`).sort()).toEqual(own.sort());
    expect(new Set(needed.map(({ on }) => on.replace(/^.*\//, '')))).toEqual(new Set(KEYS));
    for (const { command, member, on, project } of needed) {
      expect([project, KEY.test(on)]).toEqual(['sunrise-keys', true]);
      expect(command).toMatch(/^gcloud kms keys add-iam-policy-binding \w+ --keyring=rcm --location=us-central1 /);
      expect(command).toContain(`--project=sunrise-keys --member=${member} --role=roles/cloudkms`);
    }
  });
});

it('opens the network to the hosts that were named, and says why in the JSON; to none without a way out', () => {
  const publicApis = [{ host: 'codes.sunrise.example', why: 'asks for codes; discloses nothing about a patient' }];
  const open = stacksOf({ publicApis })('network');
  expect(comment(open)).toMatchObject({ publicApis });
  expect(open.only('google_compute_network_firewall_policy_rule')).toMatchObject({
    match: { dest_fqdns: ['codes.sunrise.example'] },
  });
  expect(stacksOf({ publicApis: [] })('network').resources('google_compute_router_nat')).toEqual([]);
});

describe('in a network of another project', () => {
  const network = { projectId: 'sunrise-shared-vpc', network: 'hospital-wide', subnetwork: 'rcm' };
  const airflowRanges = [{ range: '10.9.0.0/24', description: 'operations' }];
  const needed = (optional: Partial<RcmEnvironmentProps>) =>
    comment(stacksOf({ airflowRanges, ...optional })('network'))['neededGrants'] as NeededGrant[] | undefined;

  it('says which grants its owner makes', () => {
    const SUBNETWORK = 'projects/sunrise-shared-vpc/regions/us-central1/subnetworks/rcm';
    expect(needed({ network })?.map(({ member, role, on }) => [member.split('@')[1], role, on])).toEqual([
      ['serverless-robot-prod.iam.gserviceaccount.com', 'roles/compute.networkUser', SUBNETWORK],
      ['dataproc-accounts.iam.gserviceaccount.com', 'roles/compute.networkUser', SUBNETWORK],
      ['cloudservices.gserviceaccount.com', 'roles/compute.networkUser', SUBNETWORK],
      [
        'cloudcomposer-accounts.iam.gserviceaccount.com',
        'roles/composer.sharedVpcAgent',
        'projects/sunrise-shared-vpc',
      ],
    ]);
  });

  it('asks for the delivery’s identity too, and for nobody inside its own project', () => {
    const delivery = Delivery.cloudBuild({ connection: 'github', repository: 'sunrise/rcm-platform' });
    expect(
      needed({ network, delivery, imageTag: '1.0.0', stateBucket: 'states' })?.map(({ member }) => member),
    ).toContain('serviceAccount:rcm-build-apply@sunrise-rcm-dev.iam.gserviceaccount.com');
    expect(needed({ network: { ...network, projectId: PROPS.projectId } })).toEqual([]);
    expect(needed({})).toBeUndefined();
  });
});
