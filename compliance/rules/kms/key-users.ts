import { isUnknown } from '../../arguments/attribute';
import { judgeGrants } from '../../grants/grants-of';
import { isEncryptingService } from '../../rule-parts/encrypting-service';
import type { ResourceRule } from '../../verdicts/rule';

/** Roles that encrypt or decrypt with a key. */
const USES = /^roles\/cloudkms\.cryptoKey(Encrypter|Decrypter|EncrypterDecrypter)(ViaDelegation)?$/;
/** Roles that can see keys but not use them. */
const LOOKS = /^roles\/cloudkms\.(viewer|publicKeyViewer|importer)$/;

export const keyUsers: ResourceRule = {
  id: 'kms-key-users',
  title: "Only Google's service agents use keys, each with a grant on the single key",
  severity: 'medium',
  controls: ['164.312(a)(2)(iv)', '164.308(a)(4)(ii)(B)', '164.514(d)'],
  why: "A user of a service's key can read copies of its data anywhere; a service that administers its key can remove it.",
  fix: 'Grant cryptoKeyEncrypterDecrypter to the service agent, on the key.',
  resourceTypes: [
    'google_kms_crypto_key_iam_member',
    'google_kms_crypto_key_iam_binding',
    'google_kms_crypto_key_iam_policy',
    'google_kms_key_ring_iam_member',
    'google_kms_key_ring_iam_binding',
    'google_kms_key_ring_iam_policy',
    'google_project_iam_member',
    'google_project_iam_binding',
    'google_project_iam_policy',
  ],
  check(resource, estate) {
    const ofProject = resource.type.startsWith('google_project');
    if (ofProject && !JSON.stringify(resource.attributes).includes('cloudkms')) return 'not_applicable';
    return judgeGrants(resource, estate, ({ principal, role, argument }) => {
      if (isUnknown(role)) return 'unknown';
      if (ofProject) {
        return USES.test(role) ? [{ attribute: 'role', message: `${principal} can use every key of the project` }] : [];
      }
      if (isEncryptingService(principal)) {
        return USES.test(role) || LOOKS.test(role)
          ? []
          : [{ attribute: 'role', message: `a service gets ${role} on a key` }];
      }
      if (!USES.test(role)) return [];
      if (isUnknown(principal)) return 'unknown';
      return [{ attribute: argument, message: `${principal} can use the key` }];
    });
  },
};
