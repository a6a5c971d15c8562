import type { SecretStore } from '../../jobs/secrets/secret-store';
import { connect } from '../../jobs/sources/mysql/connect';
import { Measurements } from '../../jobs/sources/mysql/measure';
import { type SurveyedTable, surveyDatabase } from '../../jobs/sources/mysql/survey';
import type { MySqlSpec } from '../../model/spec';
import { CommandError } from '../errors/command-error';
import { CountLine } from '../output/count-line';
import { checkValues } from './check-values';
import { withCompositeKeys } from './composite-keys';
import { presetTables, recognisePreset } from './presets/apply-preset';
import { PRESETS } from './presets/registry';
import type { Proposal, ProposedTable } from './proposal';
import { proposeMapping, scoreDatabase, tablesToCount } from './propose-mapping';
import { withValueNotes } from './value-notes';

/** How a proposal is made. */
export interface ProposalOptions {
  /** The environment's. */
  readonly timeZone: string;
  /** Id of a preset, or `none`. @default the one whose tables the database has */
  readonly preset?: string;
  readonly say: (line: string) => void;
}

/**
 * Reads the schema of a database and proposes its mapping.
 * @throws CommandError `DATABASE_EMPTY`, `NO_TABLES_MATCH`, `PRESET_UNSUITED`
 */
export async function readProposal(
  spec: MySqlSpec,
  secrets: SecretStore,
  { timeZone, preset, say }: ProposalOptions,
): Promise<Proposal> {
  const source = await connect(spec, { secrets });
  const line = new CountLine('checks of values', null);
  try {
    const survey = await surveyDatabase(source, spec.database);
    const where = `database "${spec.database}" at ${spec.host}:${spec.port}`;
    if (survey.length === 0) throw new CommandError('DATABASE_EMPTY', `the user can read no table in ${where}`);
    say(`${where}: ${survey.length} tables and views`);
    const measurements = await Measurements.open(source);
    const known = await knownTables(survey, measurements, {
      timeZone,
      say,
      ...(preset === undefined ? {} : { preset }),
    });
    const scored = scoreDatabase(survey);
    const rows = new Map<string, number>();
    for (const table of tablesToCount(scored)) {
      const counted = await measurements.rows(table);
      if (counted !== null) rows.set(table, counted);
    }
    const named = proposeMapping(scored, rows, known);
    if (named.tables.length === 0) {
      throw new CommandError(
        'NO_TABLES_MATCH',
        `none of the ${survey.length} tables in ${where} matches a table of the model`,
      );
    }
    const keyed = await withCompositeKeys(named, survey, measurements);
    const noted = withValueNotes(keyed, survey, timeZone);
    return await checkValues(noted, survey, measurements, (asked) => line.take(asked));
  } finally {
    line.close();
    source.close();
  }
}

/** The tables of the preset that was asked for, or of the one that is recognised. */
async function knownTables(
  survey: readonly SurveyedTable[],
  measurements: Measurements,
  { timeZone, preset: wanted, say }: ProposalOptions,
): Promise<ProposedTable[]> {
  if (wanted === 'none') return [];
  const asked = PRESETS.find(({ id }) => id === wanted);
  const found = recognisePreset(survey);
  const preset = asked ?? found?.preset;
  if (!preset) return [];
  const tables = await presetTables(preset, survey, timeZone, (query) => measurements.columnsOf(query));
  if (asked && tables.length === 0)
    throw new CommandError('PRESET_UNSUITED', `the database has no table that ${asked.title} has`);
  const why = found?.preset === preset ? `recognised by ${found.because}` : 'as asked for';
  say(`preset ${preset.id} (${preset.title}): ${why}; --preset none proposes by names alone`);
  return tables;
}
