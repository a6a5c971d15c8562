import type { CloudProject } from '../../model/cloud-project';
import { PREREQUISITES, type Prerequisite, type PrerequisiteKind } from '../../model/prerequisites';
import type { GoogleApi, GoogleService } from '../google-cloud/google-api';
import { bad, type Finding, good } from './finding';
import { judged } from './judged';

/** A question that one request answers: 404 means that the thing is missing. */
interface Lookup {
  readonly service: GoogleService;
  /** Before the full resource name. */
  readonly path: string;
  /** The role that allows the request. */
  readonly role: string;
  /** What is wrong with a thing that exists; undefined: nothing. */
  readonly flaw?: (body: never) => string | undefined;
}

/** A connection waits for somebody who installs Google's app in GitHub, https://cloud.google.com/build/docs/api/reference/rest/v2/projects.locations.connections */
interface Connection {
  readonly installationState?: { readonly stage?: string };
}

/** How doctor looks for each kind: one request, or the check of that name. */
export const PREREQUISITE_CHECKS: Readonly<Record<PrerequisiteKind, Lookup | string>> = {
  'state bucket': 'state bucket',
  'service agent': 'service agents',
  group: 'groups',
  image: 'image',
  key: 'keys',
  connection: {
    ...{ service: 'cloudbuild', path: '/v2/', role: 'roles/cloudbuild.connectionViewer' },
    flaw: ({ installationState: { stage } = {} }: Connection) =>
      stage === 'COMPLETE' ? undefined : `its installation in GitHub is ${stage ?? 'unfinished'}`,
  },
  network: { service: 'compute', path: '/compute/v1/', role: 'roles/compute.networkViewer' },
  subnetwork: {
    ...{ service: 'compute', path: '/compute/v1/', role: 'roles/compute.networkViewer' },
    flaw: ({ privateIpGoogleAccess }: { privateIpGoogleAccess?: boolean }) =>
      privateIpGoogleAccess ? undefined : 'it has no private Google access',
  },
  'access policy': { service: 'accesscontextmanager', path: '/v1/', role: 'roles/accesscontextmanager.policyReader' },
  'access level': { service: 'accesscontextmanager', path: '/v1/', role: 'roles/accesscontextmanager.policyReader' },
  perimeter: { service: 'accesscontextmanager', path: '/v1/', role: 'roles/accesscontextmanager.policyReader' },
  'billing account': { service: 'cloudbilling', path: '/v1/', role: 'roles/billing.viewer' },
};

/** The prerequisites of an environment that no other check looks for, each with its check. */
export function prerequisiteChecks({ prerequisites }: CloudProject): [string, (api: GoogleApi) => Promise<Finding>][] {
  return prerequisites.flatMap((prerequisite) => {
    const check = PREREQUISITE_CHECKS[prerequisite.kind];
    return typeof check === 'string'
      ? []
      : [[prerequisite.kind, (api: GoogleApi) => lookFor(prerequisite, check, api)]];
  });
}

async function lookFor({ kind, name }: Prerequisite, lookup: Lookup, api: GoogleApi): Promise<Finding> {
  const advice = PREREQUISITES[kind].advice(name);
  const answer = await api.ask(lookup.service, `${lookup.path}${name}`);
  return judged(
    kind,
    answer,
    lookup.role,
    (body) => {
      const flaw = lookup.flaw?.(body);
      return flaw === undefined ? good(kind, name) : bad(kind, `${name}: ${flaw}`, advice);
    },
    () => bad(kind, `${name} is missing`, advice),
  );
}
