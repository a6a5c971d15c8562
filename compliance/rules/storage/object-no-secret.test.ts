import { itJudges, OfType } from '../../../test/rule-cases';
import { objectNoSecret } from './object-no-secret';

itJudges(objectNoSecret, {
  type: 'google_storage_bucket_object',
  reports: {
    'a private key': [{ content: 'x\n-----BEGIN RSA PRIVATE KEY-----\n' }, 'content'],
    'the key file of an account': [{ content: '{"type": "service_account", "private_key": "a"}' }, 'content'],
    'a password in a configuration': [{ content: '{"db_password": "letmein"}' }, 'content'],
    'a key for the object itself': [
      { source: 'a.txt', customer_encryption: [{ encryption_key: 'c2VjcmV0' }] },
      'customer_encryption.encryption_key',
    ],
  },
  accepts: {
    'a program, and the name of a secret': {
      content: 'password = secrets.read("emr-password")\n{"passwordSecret": "emr-password"}',
      content_type: 'text/plain',
    },
    'a text with a computed part': { content: '{"bucket": "${google_storage_bucket.b.name}"}' },
  },
  ignores: {
    'a file beside the description': { source: 'dag.py' },
    'another type': new OfType('google_compute_route', {}),
  },
  unknown: { 'a computed content': { content: '${local.content}' } },
});
