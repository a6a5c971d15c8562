import { attribute, blocks, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import type { Defect } from '../../verdicts/verdict';

export const externalTables: ResourceRule = {
  id: 'bigquery-external-tables',
  title: 'External tables read files through a connection, and never a sheet in Google Drive',
  severity: 'medium',
  controls: ['164.312(a)(1)', '164.502(b)'],
  why: 'Without a connection every reader of the table needs access to the files, where no column is masked.',
  fix: 'Set external_data_configuration.connection_id, and load sheets into a table.',
  resourceTypes: ['google_bigquery_table'],
  check({ attributes }) {
    const external = blocks(attributes, 'external_data_configuration');
    if (external === 'unknown') return external;
    const [configuration] = external;
    if (configuration === undefined) return 'not_applicable';
    const format = attribute(configuration, 'source_format');
    const connection = attribute(configuration, 'connection_id');
    const argument = (name: string) => `external_data_configuration.${name}`;
    if (isUnknown(format)) return 'unknown';
    const defects: Defect[] = [];
    if (format === 'GOOGLE_SHEETS' || blocks(configuration, 'google_sheets_options').length > 0) {
      defects.push({ attribute: argument('source_format'), message: 'the table is a sheet in Google Drive' });
    } else if (connection === undefined || connection === '') {
      defects.push({ attribute: argument('connection_id'), message: 'readers need access to the files' });
    }
    return defects;
  },
};
