import { attribute, strings } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { judgeBlocks } from '../../verdicts/verdict';

/** Whether an expression lets any text through. */
function isLoose(expression: string): boolean {
  return /^\^?(\(?\.[*+]\)?|\[\\s\\S\][*+])\$?$/.test(expression);
}

export const templateParameters: ResourceRule = {
  id: 'dataproc-template-parameters',
  title: 'Parameters of Dataproc templates are validated',
  severity: 'low',
  controls: ['164.312(c)(1)', '164.312(a)(1)'],
  why: "A caller of the template could otherwise pass a file of his own as the job's plan.",
  fix: 'Give each parameter validation.regex.regexes, or validation.values.',
  resourceTypes: ['google_dataproc_workflow_template'],
  check({ attributes }) {
    return judgeBlocks(attributes, 'parameters', (parameter) => {
      const regexes = strings(attribute(parameter, 'validation', 'regex', 'regexes'));
      const values = strings(attribute(parameter, 'validation', 'values', 'values'));
      if (regexes === 'unknown' || values === 'unknown') return 'unknown';
      const at = (message: string) => [
        { attribute: 'parameters.validation', message: `${String(parameter['name'])} ${message}` },
      ];
      if (regexes.length + values.length === 0) return at('is not checked');
      return regexes.some(isLoose) ? at('may be any text') : [];
    });
  },
};
