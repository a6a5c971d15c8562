import { attribute, blocks, isUnknown } from '../../arguments/attribute';
import { CONTAINER_TYPES } from '../../rule-parts/container-types';
import { looksSecret } from '../../rule-parts/looks-secret';
import type { ResourceRule } from '../../verdicts/rule';
import type { Defect } from '../../verdicts/verdict';

export const containerPlainSecrets: ResourceRule = {
  id: 'run-container-plain-secrets',
  title: 'Containers get secrets by reference, never as text',
  severity: 'high',
  controls: ['164.308(a)(5)(ii)(D)', '164.312(d)'],
  why: 'Anyone who can see the job, the plan or the state can read its environment variables.',
  fix: 'Use value_source.secret_key_ref, or read the secret in the program.',
  resourceTypes: CONTAINER_TYPES,
  check({ type, attributes }) {
    const path = type.endsWith('_job') ? ['template', 'template'] : ['template'];
    const containers = blocks(attribute(attributes, ...path), 'containers');
    if (containers === 'unknown') return containers;
    const defects: Defect[] = [];
    for (const container of containers) {
      const variables = blocks(container, 'env');
      if (variables === 'unknown') return variables;
      for (const { name, value } of variables) {
        if (isUnknown(value) || !looksSecret(name, value)) continue;
        const argument = `${path.join('.')}.containers.env`;
        defects.push({ attribute: argument, message: `${String(name)} holds what looks like a secret, as text` });
      }
    }
    return defects;
  },
};
