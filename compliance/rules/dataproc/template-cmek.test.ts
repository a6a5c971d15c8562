import { itJudges } from '../../../test/rule-cases';
import { templateCmek } from './template-cmek';

const key = (kms_key: string) => ({ location: 'us-central1', encryption_config: [{ kms_key }] });
const named = (location: string) => key(`projects/p/locations/${location}/keyRings/r/cryptoKeys/k`);

itJudges(templateCmek, {
  reports: {
    'google_dataproc_workflow_template.silent': [{ name: 't' }, 'encryption_config.kms_key'],
    'google_dataproc_workflow_template.elsewhere': [named('us-east1'), 'encryption_config.kms_key'],
  },
  accepts: {
    'google_dataproc_workflow_template.own': { ...named('us-central1'), labels: { a: 'b' } },
    'google_dataproc_workflow_template.reference': key('${google_kms_crypto_key.k.id}'),
  },
  ignores: { 'google_dataproc_cluster.c': {} },
  unknown: { 'google_dataproc_workflow_template.variable': key('${var.key}') },
});
