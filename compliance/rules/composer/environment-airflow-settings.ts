import { attribute, isObject, isUnknown } from '../../arguments/attribute';
import { looksSecret } from '../../rule-parts/looks-secret';
import type { ResourceRule } from '../../verdicts/rule';
import type { Defect } from '../../verdicts/verdict';

const PATH = 'config.software_config';

/** Settings of Airflow that open it, with what they do. */
const OPENS: readonly (readonly [name: string, value: RegExp, message: string])[] = [
  ['api-auth_backend', /backend\.default$/, 'the API asks nobody who calls'],
  ['api-auth_backends', /backend\.default(,|$)/, 'the API asks nobody who calls'],
  ['core-enable_xcom_pickling', /^true$/i, 'values between tasks may carry programs'],
  ['core-allowed_deserialization_classes', /^\.\*$/, 'values between tasks may be of any class'],
  ['webserver-expose_stacktrace', /^true$/i, 'errors show what the program held'],
  ['core-hide_sensitive_var_conn_fields', /^false$/i, 'passwords are shown'],
];

export const environmentAirflowSettings: ResourceRule = {
  id: 'composer-environment-airflow-settings',
  title: 'Airflow hides its configuration, authenticates callers and keeps no secrets in variables',
  severity: 'medium',
  controls: ['164.312(a)(1)', '164.312(d)', '164.308(a)(5)(ii)(D)'],
  why: 'The configuration page shows connections and keys to everyone who can open it.',
  fix: 'Set webserver-expose_config to "False" in airflow_config_overrides, and remove settings that open the API or show secrets.',
  resourceTypes: ['google_composer_environment'],
  check({ attributes }) {
    const overrides = attribute(attributes, 'config', 'software_config', 'airflow_config_overrides');
    const variables = attribute(attributes, 'config', 'software_config', 'env_variables');
    if (isUnknown(overrides) || isUnknown(variables)) return 'unknown';
    const set = isObject(overrides) ? overrides : {};
    const defects: Defect[] = [];
    const at = (message: string): Defect => ({ attribute: `${PATH}.airflow_config_overrides`, message });
    const exposes = set['webserver-expose_config'];
    if (!isUnknown(exposes) && !/^(false|non-sensitive-only)$/i.test(String(exposes))) {
      defects.push(at('webserver-expose_config is not "False": the configuration is shown'));
    }
    for (const [name, opens, message] of OPENS)
      if (opens.test(String(set[name] ?? ''))) defects.push(at(`${name}: ${message}`));
    for (const [name, value] of Object.entries(set)) {
      if (!isUnknown(value) && looksSecret(name, value))
        defects.push(at(`${name} holds what looks like a secret, as text`));
    }
    for (const [name, value] of Object.entries(isObject(variables) ? variables : {})) {
      if (isUnknown(value) || !looksSecret(name, value)) continue;
      defects.push({ attribute: `${PATH}.env_variables`, message: `${name} holds what looks like a secret, as text` });
    }
    if (defects.length > 0) return defects;
    return isUnknown(exposes) ? 'unknown' : [];
  },
};
