import { AIRFLOW_SIZES } from '../../constructs/airflow/airflow-sizes';
import type { ProblemCode, SpecProblem } from '../../model/problems';
import { SIX_YEARS_DAYS } from '../../model/retention';
import { MAXIMUM_GIBIBYTES_BILLED } from '../../model/spec-fields';
import type { RcmEnvironmentProps } from '../props/environment-props';
import { DATABASE_TIER, LOCKABLE_STAGES, STAGES, STRENGTH, type Stage, type StageSettings } from '../props/stages';
import { stageSettings, weakenings, weakerThanProduction } from '../settings/stage-settings';

/** Days of soft delete that Cloud Storage accepts, besides 0. */
const SOFT_DELETE_DAYS = { minimum: 7, maximum: 90 };
/** Cloud SQL keeps at most a year of daily backups. */
const BACKUPS = { minimum: 1, maximum: 365 };
const LOG_DAYS = { minimum: 1, maximum: 3650 };
/** Processors of a Cloud Run job, and the memory that may go with each. */
const CPUS = [1, 2, 4, 6, 8];
const GIBIBYTES_PER_CPU = 4;

/** Problems of the settings that an environment overrides. */
export function stageProblems(stage: Stage, props: RcmEnvironmentProps): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const report = (code: ProblemCode, path: string, message: string) => problems.push({ code, path, message });
  for (const [setting, value] of Object.entries(props.overrides ?? {}))
    if (!Object.hasOwn(STAGES[stage], setting))
      report('FIELD_UNKNOWN', `overrides.${setting}`, 'there is no such setting');
    else if (typeof value !== typeof STAGES[stage][setting as keyof StageSettings])
      report('FIELD_INVALID', `overrides.${setting}`, `"${value}" is not a valid value`);
    else {
      const listed = STRENGTH[setting as keyof StageSettings];
      if (Array.isArray(listed) && !listed.includes(value))
        report('FIELD_INVALID', `overrides.${setting}`, `"${value}"; there are ${listed.join(', ')}`);
    }
  const settings = stageSettings(stage, props);
  for (const { setting, reason } of weakenings(stage, props)) {
    if (setting !== 'destroyableData' && stage === 'prod' && reason === '')
      report(
        'WEAKENED_WITHOUT_REASON',
        Object.hasOwn(STAGES[stage], setting) ? `overrides.${setting}` : setting,
        'weaker than the production default; give the reason in `reasons`',
      );
  }
  for (const setting of Object.keys(props.reasons ?? {}))
    if (
      !Object.hasOwn(props.overrides ?? {}, setting) &&
      !weakerThanProduction(props).some((each) => each.setting === setting)
    )
      report('FIELD_UNKNOWN', `reasons.${setting}`, 'this setting is not overridden, so it needs no reason');
  if (props.overrides?.protection === 'destroyable' && STAGES[stage].protection === 'protected')
    report('DESTROY_TAKES_TWO_KEYS', 'overrides.protection', `${stage} is protected`);
  if (props.lockRetention && !LOCKABLE_STAGES.includes(stage))
    report('LOCK_OUTSIDE_PROD', 'lockRetention', `the retention of ${stage} cannot be locked`);
  if (props.lockRetention && settings.keepDays === 0)
    report('RETENTION_TOO_SHORT', 'lockRetention', 'keepDays is 0, so there is no retention to lock');
  for (const setting of ['keepDays', 'auditDays'] as const)
    if (stage === 'prod' && settings[setting] < SIX_YEARS_DAYS)
      report(
        'RETENTION_TOO_SHORT',
        `overrides.${setting}`,
        `${settings[setting]} days; six years are ${SIX_YEARS_DAYS}`,
      );
  if (!isWhole(settings.keepDays, 0) || !isWhole(settings.deleteAfterDays, settings.keepDays + 1))
    report(
      'RETENTION_ORDER',
      'overrides.deleteAfterDays',
      `keeps ${settings.keepDays} days and deletes after ${settings.deleteAfterDays}`,
    );
  problems.push(...sizeProblems(settings));
  return problems;
}

/** Sizes that a service would reject in the middle of a deployment. */
function sizeProblems(settings: StageSettings): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const within = (setting: keyof StageSettings, minimum: number, maximum: number) => {
    if (!isWhole(settings[setting], minimum, maximum))
      problems.push({
        code: 'SIZE_INVALID',
        path: `overrides.${setting}`,
        message: `${settings[setting]} is not a whole number from ${minimum} to ${maximum}`,
      });
  };
  within('auditDays', LOG_DAYS.minimum, LOG_DAYS.maximum);
  within('databaseBackups', BACKUPS.minimum, BACKUPS.maximum);
  within('databaseDiskGigabytes', 10, 65_536);
  within('sparkWorkers', 2, 1000);
  within('monthlyBudgetUsd', 1, 100_000_000);
  within('maximumGibibytesBilled', 1, MAXIMUM_GIBIBYTES_BILLED.highest);
  if (settings.softDeleteDays !== 0) within('softDeleteDays', SOFT_DELETE_DAYS.minimum, SOFT_DELETE_DAYS.maximum);
  if (!DATABASE_TIER.test(settings.databaseTier))
    problems.push({
      code: 'SIZE_INVALID',
      path: 'overrides.databaseTier',
      message: `"${settings.databaseTier}" is not a machine type of the ENTERPRISE edition`,
    });
  if (!CPUS.includes(settings.extractCpus))
    problems.push({
      code: 'SIZE_INVALID',
      path: 'overrides.extractCpus',
      message: `${settings.extractCpus}; there are ${CPUS.join(', ')}`,
    });
  else
    within('extractMemoryGibibytes', Math.max(1, settings.extractCpus / 2), settings.extractCpus * GIBIBYTES_PER_CPU);
  if (!Object.hasOwn(AIRFLOW_SIZES, settings.airflowSize))
    problems.push({
      code: 'COMPOSER_SIZE_UNKNOWN',
      path: 'overrides.airflowSize',
      message: `"${settings.airflowSize}"; there are ${Object.keys(AIRFLOW_SIZES).join(', ')}`,
    });
  return problems;
}

function isWhole(value: unknown, minimum: number, maximum = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
}
