import type { Json } from '../arguments/attribute';

/** Names of settings that hold secrets; not names of what only points at one, such as `PASSWORD_SECRET_NAME`. */
const SECRET_NAME =
  /(^|[_-])(password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|connection[_-]?string)$/i;
/** Texts that are secrets whatever they are called: private keys, and tokens of widely used services. */
const SECRET_TEXT =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAIza[\w-]{35}\b|\bghp_\w{36}\b|\bgithub_pat_\w{22,}|\bglpat-[\w-]{20}|\bAKIA[0-9A-Z]{16}\b|\bxox[bapr]-[\w-]{10,}|"private_key"\s*:/;

/** Whether a setting is a secret written as text, by its name or by its text. Empty text, `true` and `false` are not secrets. */
export function looksSecret(name: Json | undefined, value: Json | undefined): boolean {
  if (typeof value !== 'string' || value === '' || /^(true|false)$/i.test(value)) return false;
  // A name in Secret Manager is not a secret.
  if (/^projects\/[^/]+\/(locations\/[^/]+\/)?secrets\//.test(value)) return false;
  return SECRET_NAME.test(String(name)) || holdsSecret(value);
}

/** Whether a text holds a private key, or a token of a widely used service. */
export function holdsSecret(text: string): boolean {
  return SECRET_TEXT.test(text);
}
