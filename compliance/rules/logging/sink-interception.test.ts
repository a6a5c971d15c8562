import { itJudges, OfType } from '../../../test/rule-cases';
import { sinkInterception } from './sink-interception';

const above = (sink: Record<string, string | boolean>) => ({ destination: 'storage.googleapis.com/logs', ...sink });

itJudges(sinkInterception, {
  type: 'google_logging_organization_sink',
  reports: {
    'everything of the projects below': [above({ intercept_children: true }), 'intercept_children'],
    'reads of data, of a folder': [
      new OfType('google_logging_folder_sink', {
        ...above({ intercept_children: 'true', filter: 'logName:"data_access"' }),
      }),
      'intercept_children',
    ],
  },
  accepts: {
    'a copy of everything': above({ include_children: true }),
    'another log': above({ intercept_children: true, filter: 'logName:"dns_queries"' }),
    'one that is switched off': above({ intercept_children: true, disabled: true }),
  },
  ignores: { 'a sink of a project': new OfType('google_logging_project_sink', { destination: 'x' }) },
  unknown: {
    'a computed filter': above({ intercept_children: true, filter: '${var.filter}' }),
    'a computed choice': above({ intercept_children: '${var.intercept}' }),
  },
});
