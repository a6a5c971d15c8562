import { JobError } from '../errors';

/**
 * Senders choose file names, and keys come from them: a key must stay inside its store.
 * @throws JobError `OBJECT_KEY_INVALID`
 */
export function checkedKey(key: string): string {
  const parts = key.split('/');
  const wrong =
    key.startsWith('/') || key.includes('\\') || key.includes('\0') || parts.includes('..') || parts.includes('.');
  if (wrong) throw new JobError('OBJECT_KEY_INVALID', 'a key starts with "/", or has "..", "." or "\\" in it');
  return key;
}
