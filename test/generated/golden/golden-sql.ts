import { duckdbDialect } from '../../../jobs/warehouse/duckdb/dialect';
import { bigqueryDialect } from '../../../jobs/warehouse/bigquery/dialect';
import { hospitalViewSql, REPORTING_VIEWS, viewSql } from '../../../model/reporting';
import { everyStatement } from '../../transform/every-statement';

const PROJECT = 'sunrise-rcm-prod';

/** The engines whose SQL is committed. */
export const DIALECTS = [duckdbDialect, bigqueryDialect];

/** Every statement of the pipeline in both dialects, and every view, as a reviewer reads them, by file. */
export function goldenSql(): ReadonlyMap<string, string> {
  const statements = DIALECTS.flatMap((dialect) =>
    everyStatement(dialect).map(({ name, sql }) => [`${dialect.name}/${name}.sql`, `${sql};\n`] as const),
  );
  const views = REPORTING_VIEWS.flatMap((view) => [
    [`reporting/reporting.${view.name}.sql`, `${viewSql(view, PROJECT)};\n`] as const,
    [`reporting/reporting_hospital_a.${view.name}.sql`, `${hospitalViewSql(view, PROJECT, 'hospital-a')};\n`] as const,
  ]);
  return new Map([...statements, ...views]);
}
