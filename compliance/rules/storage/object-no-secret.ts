import { attribute, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import type { Defect } from '../../verdicts/verdict';

/** Patterns of private keys, key files of accounts and passwords. */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /"private_key(?:_id)?"\s*:/,
  /"(?:[a-z_]*password|passwd|client_secret|api_key)"\s*:\s*"[^"$]+"/i,
  /\bAIza[0-9A-Za-z_-]{35}\b/,
];

export const objectNoSecret: ResourceRule = {
  id: 'storage-object-no-secret',
  title: 'Files that Terraform uploads hold no keys or passwords',
  severity: 'high',
  controls: ['164.308(a)(5)(ii)(D)', '164.312(d)'],
  why: 'The secret is in the description, in the state and in the bucket, for every reader of one of them.',
  fix: 'Keep it in Secret Manager, and let the program read it there.',
  resourceTypes: ['google_storage_bucket_object'],
  check({ attributes }) {
    const content = attribute(attributes, 'content');
    const ownKey = attribute(attributes, 'customer_encryption', 'encryption_key');
    const defects: Defect[] = [];
    if (typeof content === 'string' && SECRETS.some((pattern) => pattern.test(content))) {
      defects.push({ attribute: 'content', message: 'content holds what looks like a key or a password' });
    }
    if (ownKey !== undefined && ownKey !== '') {
      defects.push({ attribute: 'customer_encryption.encryption_key', message: 'a key is kept in the state' });
    }
    if (defects.length > 0) return defects;
    // The file itself is not in the description.
    if (content === undefined) return 'not_applicable';
    return isUnknown(content) && String(content).startsWith('${') ? 'unknown' : [];
  },
};
