import { itJudges, OfType } from '../../../test/rule-cases';
import { tableCmek } from './table-cmek';

const at = 'encryption_configuration.kms_key_name';

itJudges(tableCmek, {
  type: 'google_bigquery_table',
  reports: {
    'a table without a key': [{ table_id: 't' }, at],
    'a word that is not a key': [{ encryption_configuration: [{ kms_key_name: 'default' }] }, at],
  },
  accepts: {
    'a key by name': {
      labels: { a: 'b' },
      encryption_configuration: { kms_key_name: 'projects/p/locations/us/keyRings/r/cryptoKeys/k' },
    },
    'a key by reference': { encryption_configuration: [{ kms_key_name: '${google_kms_crypto_key.k.id}' }] },
  },
  ignores: {
    'a view': { view: { query: 'select 1' } },
    'files of somewhere else': { external_data_configuration: [{ source_format: 'CSV' }] },
    'another type': new OfType('google_bigquery_routine', {}),
  },
  unknown: { 'a computed key': { encryption_configuration: { kms_key_name: '${var.key}' } } },
});
