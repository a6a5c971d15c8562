import { isUnknown } from '../arguments/attribute';

/**
 * One principal, one role, one thing: the form in which every spelling of a grant is judged. What only the apply will know stands
 * in it as an expression (`isUnknown`).
 */
export interface IamGrant {
  /**
   * As IAM writes it: `group:…`, `serviceAccount:…`, `allUsers`. Also `view:`, `routine:` and `dataset:` for what reads a dataset on
   * behalf of its readers, and `databaseUser:` for an account of a database itself.
   */
  readonly principal: string;
  /** `roles/…`, `projects/…/roles/…`; a dataset's own READER, WRITER, OWNER; `authorized`; `databaseUser`. */
  readonly role: string;
  readonly on: GrantTarget;
  /** The expression of an IAM condition, or what else has to hold; null: always. */
  readonly condition: string | null;
  /** `on_request`: nobody holds it until it is asked for. */
  readonly how: 'granted' | 'on_request';
  /** Whether it replaces what others have granted: the whole list of a role (binding), of everything (policy), or nothing. */
  readonly replaces: 'nothing' | 'role' | 'everything';
  /** The reason from the list of grants (`"//": { "why": … }`); null where the document has none, as a plan has none. */
  readonly why: string | null;
  /** The argument that names the principal, for a defect: `member`, `members`, `access.special_group`. */
  readonly argument: string;
}

/** What a grant is on. */
export interface GrantTarget {
  /** The type without `google_` and what makes it a grant: `project`, `storage_bucket`, `bigquery_dataset`. */
  readonly kind: string;
  /** The name as far as the document has it: `sunrise-dev-landing`, `gold.fct_claims`; empty when nothing says. */
  readonly name: string;
}

/** `storage_bucket sunrise-dev-landing`. */
export function targetText({ kind, name }: GrantTarget): string {
  return name === '' ? kind : `${kind} ${name}`;
}

/** Everybody, with or without a Google account. */
export function isEverybody(principal: string): boolean {
  return /^(allUsers|allAuthenticatedUsers)$/i.test(principal);
}

/** The kind in front of the name: `group`, `user`; the principal itself where it has none. Known also when the name is computed. */
export function principalKind(principal: string): string {
  if (/^\$\{google_service_account\.[\w-]+\.member\}$/.test(principal)) return 'serviceAccount';
  return /^(\w+):/.exec(principal)?.[1] ?? principal;
}

/** Whether not even the kind of the principal is known before the apply. */
export function isUnknownPrincipal(principal: string): boolean {
  return isUnknown(principalKind(principal));
}
