import { JobError } from '../errors';

/**
 * Keys and prefixes come from file names that somebody else chose: none may leave the store.
 * @throws JobError `OBJECT_KEY_INVALID`
 */
export function checkedKey(key: string): string {
  const parts = key.split('/');
  const wrong =
    key.startsWith('/') || key.includes('\\') || key.includes('\0') || parts.includes('..') || parts.includes('.');
  if (wrong) throw new JobError('OBJECT_KEY_INVALID', 'a key starts with "/", or has "..", "." or "\\" in it');
  return key;
}
