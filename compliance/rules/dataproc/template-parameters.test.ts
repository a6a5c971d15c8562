import { itJudges } from '../../../test/rule-cases';
import { templateParameters } from './template-parameters';

const parameter = (validation: object) => ({ parameters: [{ name: 'PLAN', validation: { ...validation } }] });

itJudges(templateParameters, {
  reports: {
    'google_dataproc_workflow_template.silent': [{ parameters: { name: 'PLAN' } }, 'parameters.validation'],
    'google_dataproc_workflow_template.empty': [parameter({ regex: { regexes: [] } }), 'parameters.validation'],
    'google_dataproc_workflow_template.any': [parameter({ regex: { regexes: ['.*'] } }), 'parameters.validation'],
  },
  accepts: {
    'google_dataproc_workflow_template.regex': {
      ...parameter({ regex: [{ regexes: ['[a-z]+'] }] }),
      labels: { a: 'b' },
    },
    'google_dataproc_workflow_template.values': parameter({ values: { values: ['a', 'b'] } }),
    'google_dataproc_workflow_template.none': { name: 't' },
  },
  ignores: { 'google_dataproc_cluster.c': {} },
  unknown: { 'google_dataproc_workflow_template.variable': parameter({ regex: { regexes: '${var.regexes}' } }) },
});
