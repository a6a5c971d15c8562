/** Kinds of things that no stack makes and a deployment needs. */
export const PREREQUISITE_KINDS = [
  'state bucket',
  'service agent',
  'group',
  'image',
  'connection',
  'key',
  'network',
  'subnetwork',
  'access policy',
  'access level',
  'perimeter',
  'billing account',
] as const;
export type PrerequisiteKind = (typeof PREREQUISITE_KINDS)[number];

/** A thing that must exist before the first deployment: something in a stack names it, and no stack makes it. */
export interface Prerequisite {
  readonly kind: PrerequisiteKind;
  /** A bucket's name, an address, an image with its tag, otherwise the full resource name. */
  readonly name: string;
}

interface PrerequisiteFacts {
  /** `bootstrap`: `rcm bootstrap` creates it. `person`: somebody does, by hand. */
  readonly madeBy: 'bootstrap' | 'person';
  /** When an environment needs it. */
  readonly needed: string;
  /** What to do so that it exists: a command, or whom to ask. */
  readonly advice: (name: string) => string;
}

const BOOTSTRAP = () => 'rcm bootstrap';
const part = (name: string, after: string) => new RegExp(`(?:^|/)${after}/([^/]+)`).exec(name)?.[1] ?? '';
const ownerOf = (name: string) => `Ask the owner of ${part(name, 'projects')}; docs/deploying.md says what is needed.`;
const ADMINISTRATOR = 'Ask an administrator of the organization';

/**
 * Every prerequisite by kind. Bootstrap creates or prints them, doctor looks for them, docs/prerequisites.md lists them, and the test of the
 * deploy order accepts no other name that is not made by a stack.
 */
export const PREREQUISITES: Readonly<Record<PrerequisiteKind, PrerequisiteFacts>> = {
  'state bucket': { madeBy: 'bootstrap', needed: 'without `localState`', advice: BOOTSTRAP },
  'service agent': { madeBy: 'bootstrap', needed: 'always', advice: BOOTSTRAP },
  group: {
    madeBy: 'person',
    needed: 'always: `groups`, `analysts` of a hospital, `deployers` of a perimeter',
    advice: (name) => `Create the group ${name} in https://groups.google.com, or ask its administrator.`,
  },
  image: {
    madeBy: 'person',
    needed: 'with `imageTag`; its repository is in the stack `processing`, so deploy once without',
    advice: (name) => `docker build -t ${name} . && docker push ${name}`,
  },
  connection: {
    madeBy: 'person',
    needed: 'with `delivery: Delivery.cloudBuild(…)`: GitHub asks a person',
    advice: (name) =>
      `Create the connection ${part(name, 'connections')} in ${part(name, 'locations')}: https://console.cloud.google.com/cloud-build/repositories/2nd-gen?project=${part(name, 'projects')}`,
  },
  key: { madeBy: 'person', needed: 'with `encryption`, from the owner of the keys', advice: ownerOf },
  network: { madeBy: 'person', needed: 'with `network`, from the owner of the network', advice: ownerOf },
  subnetwork: { madeBy: 'person', needed: 'with `network`, from the owner of the network', advice: ownerOf },
  'access policy': {
    madeBy: 'person',
    needed: 'with `perimeter`, from an administrator of the organization',
    advice: () => `${ADMINISTRATOR}: gcloud access-context-manager policies list --organization=ORGANIZATION`,
  },
  'access level': {
    madeBy: 'person',
    needed: 'with `accessLevels` of a perimeter',
    advice: (name) =>
      `${ADMINISTRATOR}: gcloud access-context-manager levels list --policy=${part(name, 'accessPolicies')}`,
  },
  perimeter: {
    madeBy: 'person',
    needed: 'with `perimeter: { existing }`',
    advice: (name) =>
      `${ADMINISTRATOR}: gcloud access-context-manager perimeters list --policy=${part(name, 'accessPolicies')}`,
  },
  'billing account': { madeBy: 'person', needed: 'with `budget`', advice: () => 'gcloud billing accounts list' },
};
