import { isUnknown, type Json } from '../arguments/attribute';
import type { Verdict } from '../verdicts/verdict';

/** The accounts that everything shares which names none. */
const DEFAULT_ACCOUNT = /^(\d+-compute@developer\.gserviceaccount\.com|[^@]+@appspot\.gserviceaccount\.com|default)$/;

/** Judges the service account of a workload: it must be named, and not be the project's default one. */
export function namedServiceAccount(account: Json | undefined, attribute: string): Verdict {
  if (account === undefined || account === '') {
    return [{ attribute, message: `${attribute} is not set; the default service account is used` }];
  }
  if (DEFAULT_ACCOUNT.test(String(account))) {
    return [{ attribute, message: `${attribute} is a default service account` }];
  }
  if (!isUnknown(account)) return [];
  return /\$\{google_service_account\.|@/.test(String(account)) ? [] : 'unknown';
}
