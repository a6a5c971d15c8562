import { itJudges, OfType } from '../../../test/rule-cases';
import { externalTables } from './external-tables';

const external = (of: Record<string, string | string[]>) => ({
  labels: { a: 'b' },
  external_data_configuration: [{ autodetect: true, ...of }],
});

itJudges(externalTables, {
  type: 'google_bigquery_table',
  reports: {
    'files without a connection': [
      external({ source_format: 'CSV', source_uris: ['gs://b/*.csv'] }),
      'external_data_configuration.connection_id',
    ],
    'a sheet': [external({ source_format: 'GOOGLE_SHEETS' }), 'external_data_configuration.source_format'],
  },
  accepts: { 'files through a connection': external({ source_format: 'PARQUET', connection_id: 'p.us.lake' }) },
  ignores: { 'a table': { schema: '[]' }, 'another type': new OfType('google_bigquery_dataset', {}) },
  unknown: {
    'a computed format': external({ source_format: '${var.format}' }),
    'a table that a list makes': { dynamic: { external_data_configuration: {} } },
  },
});
