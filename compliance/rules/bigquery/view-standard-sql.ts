import { attribute, blocks, isFalse } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const viewStandardSql: ResourceRule = {
  id: 'bigquery-view-standard-sql',
  title: 'Views are written in GoogleSQL',
  severity: 'low',
  controls: ['164.312(a)(1)', '164.502(b)'],
  why: 'The older language, which is the default of the provider, knows neither row policies nor masks: such a view fails, or somebody opens its tables.',
  fix: 'Set view.use_legacy_sql to false.',
  resourceTypes: ['google_bigquery_table'],
  check({ attributes }) {
    if (blocks(attributes, 'view').length === 0) return 'not_applicable';
    return expectValue(attribute(attributes, 'view', 'use_legacy_sql'), isFalse, {
      attribute: 'view.use_legacy_sql',
      message: 'view.use_legacy_sql is not false',
    });
  },
};
