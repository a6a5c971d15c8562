import { attribute, isTrue, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import type { Defect } from '../../verdicts/verdict';

const SYMMETRIC = 'GOOGLE_SYMMETRIC_ENCRYPTION';
/** Levels at which Google Cloud keeps the key itself. */
const KEPT_HERE = new Set(['SOFTWARE', 'HSM']);

export const keyRotatesItself: ResourceRule = {
  id: 'kms-key-rotates-itself',
  title: 'Cloud KMS creates, stores and rotates the keys that encrypt data',
  severity: 'medium',
  controls: ['164.312(a)(2)(iv)', '164.308(a)(7)(ii)(B)'],
  why: 'An imported or external key is rotated by hand or not at all, and depends on its keeper.',
  fix: 'Leave purpose at ENCRYPT_DECRYPT, import_only and skip_initial_version_creation at false, and version_template at SOFTWARE or HSM.',
  resourceTypes: ['google_kms_crypto_key'],
  check({ attributes }) {
    const purpose = attribute(attributes, 'purpose') ?? 'ENCRYPT_DECRYPT';
    const algorithm = attribute(attributes, 'version_template', 'algorithm');
    const level = attribute(attributes, 'version_template', 'protection_level');
    const switches = ['import_only', 'skip_initial_version_creation'] as const;
    const values = switches.map((name) => attribute(attributes, name));
    if (isUnknown(purpose)) return 'unknown';
    const defects: Defect[] = [];
    if (purpose !== 'ENCRYPT_DECRYPT') {
      // A key for signatures rotates by hand, and says nothing about a period.
      if (attribute(attributes, 'rotation_period') === undefined) return 'not_applicable';
      defects.push({ attribute: 'purpose', message: `Cloud KMS does not rotate keys of purpose ${String(purpose)}` });
    }
    switches.forEach((name, at) => {
      if (isTrue(values[at])) defects.push({ attribute: name, message: `${name} is true` });
    });
    if (purpose === 'ENCRYPT_DECRYPT' && algorithm !== undefined && !isUnknown(algorithm) && algorithm !== SYMMETRIC) {
      defects.push({ attribute: 'version_template.algorithm', message: `algorithm is not ${SYMMETRIC}` });
    }
    if (level !== undefined && !isUnknown(level) && !KEPT_HERE.has(String(level))) {
      defects.push({ attribute: 'version_template.protection_level', message: 'the key is kept outside Google Cloud' });
    }
    if (defects.length === 0 && [algorithm, level, ...values].some(isUnknown)) return 'unknown';
    return defects;
  },
};
