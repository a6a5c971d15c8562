import { BYTES } from '../../jobs/sources/mysql/mysql-dialect';
import type { SurveyedTable } from '../../jobs/sources/mysql/survey';
import { entity } from '../../model/catalogue';
import type { Proposal } from './proposal';

/** Adds notes about columns whose values the platform reads in a way that a person should know: instants read as days, ids in bytes. */
export function withValueNotes(proposal: Proposal, survey: readonly SurveyedTable[], timeZone: string): Proposal {
  const tables = proposal.tables.map((table) => {
    if (table.kind === 'query') return table;
    const sources = survey.find(({ name }) => name === table.table)?.columns ?? [];
    const { columns } = entity(table.entity);
    const notes = table.columns.flatMap(({ column, source }) => {
      const dataType = sources.find(({ name }) => name === source)?.dataType ?? '';
      const wanted = columns.find(({ name }) => name === column);
      if (wanted?.type === 'DATE' && dataType === 'timestamp')
        return [
          `${source} is a TIMESTAMP, an instant: its day is taken in ${timeZone}, the environment's time zone (dailyRun.timeZone)`,
        ];
      if (wanted?.canonical !== undefined && BYTES.includes(dataType))
        return [
          `${source} holds bytes (${dataType}): values that are printable text are read as that text, all others as hexadecimal digits`,
        ];
      return [];
    });
    return { ...table, notes: [...table.notes, ...notes] };
  });
  return { ...proposal, tables };
}
