import { attribute, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import type { Defect } from '../../verdicts/verdict';

/** Arguments that Terraform keeps in its state, from any source. */
const KEPT_IN_STATE: Readonly<Record<string, readonly string[]>> = {
  google_secret_manager_secret_version: ['secret_data'],
  google_secret_manager_regional_secret_version: ['secret_data'],
  google_sql_user: ['password'],
  google_sql_database_instance: ['root_password'],
};
/** Write-only arguments stay out of the state; as plain text, they are still in the description. */
const WRITE_ONLY: Readonly<Record<string, readonly string[]>> = {
  google_secret_manager_secret_version: ['secret_data_wo'],
  google_secret_manager_regional_secret_version: ['secret_data_wo'],
  google_sql_user: ['password_wo'],
};

export const noPlainSecret: ResourceRule = {
  id: 'secret-no-plain-secret',
  title: 'The description and the state hold no passwords or secrets',
  severity: 'high',
  controls: ['164.308(a)(5)(ii)(D)', '164.312(d)'],
  why: 'Anyone who can read the repository, the plan or the state can read the secret.',
  fix: 'Use IAM authentication, a write-only argument fed by an ephemeral value, or a secret with a version added by hand.',
  resourceTypes: Object.keys(KEPT_IN_STATE),
  check({ type, attributes }) {
    const defects: Defect[] = [];
    for (const name of KEPT_IN_STATE[type] ?? []) {
      if (attribute(attributes, name) !== undefined) {
        defects.push({ attribute: name, message: `${name} is kept in the Terraform state` });
      }
    }
    for (const name of WRITE_ONLY[type] ?? []) {
      const value = attribute(attributes, name);
      if (value !== undefined && !isUnknown(value)) {
        defects.push({ attribute: name, message: `${name} holds plain text` });
      }
    }
    return defects;
  },
};
