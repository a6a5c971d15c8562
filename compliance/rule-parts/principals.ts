import { isUnknown } from '../arguments/attribute';
import { type IamGrant, isUnknownPrincipal } from '../grants/grant';

/** Accounts that Google's services act as in a project, by the number of the project; nobody signs in as one. */
const SERVICE_AGENT =
  /^serviceAccount:([a-z-]+-)?p?\d{6,}(-\w+)?@[a-z0-9-]+\.iam\.gserviceaccount\.com$|@gcp-sa-[a-z0-9-]+\.iam\.gserviceaccount\.com$|@cloudservices\.gserviceaccount\.com$/;
/** The group as which Cloud Storage writes access logs. */
const OF_GOOGLE = ['group:cloud-storage-analytics@google.com'];

/** Whether Google itself holds the grant, for one of its services. */
export function isServiceAgent(principal: string): boolean {
  return SERVICE_AGENT.test(principal) || OF_GOOGLE.includes(principal);
}

/** Whether people hold the grant: a group or domain of them, or one. */
export function isOfPeople(principal: string): boolean {
  return /^(group|user|domain):/.test(principal) && !isServiceAgent(principal);
}

/** Whether people hold the grant, or might: not even its kind is known before the apply. */
export function mayBeOfPeople(principal: string): boolean {
  return isOfPeople(principal) || isUnknownPrincipal(principal);
}

/** The project in the address of a service account; undefined of other principals, and where it is computed. */
export function projectOfAccount(principal: string): string | undefined {
  if (isUnknown(principal) || isServiceAgent(principal)) return undefined;
  return /^serviceAccount:[^@]+@([a-z0-9.:-]+)\.iam\.gserviceaccount\.com$/.exec(principal)?.[1];
}

/** Whether a condition narrows what it stands on. `true`, and text that asks nothing of the request, does not. */
export function narrows(condition: string | null): boolean {
  return condition !== null && /\b(resource|request|api|destination|origin)\./.test(condition);
}

/** Whether the grant reaches everything in a project, folder or organization. */
export function isProjectWide({ on }: IamGrant): boolean {
  return ['project', 'folder', 'organization'].includes(on.kind);
}
