import type { SecretStore } from '../../jobs/secrets/secret-store';
import { connect } from '../../jobs/sources/mysql/connect';
import { Measurements } from '../../jobs/sources/mysql/measure';
import { surveyDatabase } from '../../jobs/sources/mysql/survey';
import type { MySqlSpec } from '../../model/spec';
import { CommandError } from '../errors/command-error';
import { CountLine } from '../output/count-line';
import { checkValues } from './check-values';
import type { Proposal } from './proposal';
import { proposeMapping } from './propose-mapping';
import { withValueNotes } from './value-notes';

/**
 * Reads the schema of a database and proposes its mapping.
 * @param timeZone the environment's.
 * @throws CommandError `DATABASE_EMPTY`, `NO_TABLES_MATCH`
 */
export async function readProposal(
  spec: MySqlSpec,
  secrets: SecretStore,
  timeZone: string,
  say: (line: string) => void,
): Promise<Proposal> {
  const source = await connect(spec, { secrets });
  try {
    const survey = await surveyDatabase(source, spec.database);
    const where = `database "${spec.database}" at ${spec.host}:${spec.port}`;
    if (survey.length === 0) throw new CommandError('DATABASE_EMPTY', `the user can read no table in ${where}`);
    say(`${where}: ${survey.length} tables and views`);
    const proposal = withValueNotes(proposeMapping(survey), survey, timeZone);
    if (proposal.tables.length === 0) {
      throw new CommandError(
        'NO_TABLES_MATCH',
        `none of the ${survey.length} tables in ${where} matches a table of the model`,
      );
    }
    const line = new CountLine('checks of values', null);
    try {
      return await checkValues(proposal, survey, await Measurements.open(source), (asked) => line.take(asked));
    } finally {
      line.close();
    }
  } finally {
    source.close();
  }
}
