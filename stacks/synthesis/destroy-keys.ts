import type { EnvironmentSettings } from '../settings/environment-settings';
import { stageSettings } from '../settings/stage-settings';

/** Rules that an environment breaks because both keys were given: they are shown and do not stop synth. */
export const PROTECTION_RULES: ReadonlySet<string> = new Set([
  'bigquery-dataset-delete-contents',
  'bigquery-table-deletion-protection',
  'data-prevent-destroy',
  'kms-key-prevent-destroy',
  'logging-log-bucket-lock',
  'run-container-deletion-protection',
  'secret-deletion-protection',
  'sql-instance-backups-after-delete',
  'sql-instance-deletion-protection',
  'storage-bucket-force-destroy',
  'storage-bucket-lifecycle',
  'storage-bucket-retention',
  'storage-bucket-retention-lock',
  'storage-bucket-soft-delete',
]);

/**
 * What synth says about the two keys that destroying a protected environment takes: `destroyableData` in its reviewed code, and
 * RCM_DESTROY=<environment> set by the operator who runs the command. One line for each environment that has one of them or both.
 * @param destroyKey value of RCM_DESTROY
 */
export function destroyNotes(
  environments: readonly Pick<EnvironmentSettings, 'names' | 'props' | 'spec'>[],
  destroyKey: string | undefined,
): string[] {
  const guarded = environments.filter(({ spec, props }) => stageSettings(spec.stage, props).protection === 'protected');
  const notes = guarded.flatMap(({ names, props }) => {
    const name = names.environment;
    const hasCode = props.destroyableData !== undefined;
    const hasOperator = destroyKey === name;
    if (hasCode && hasOperator)
      return [`${name}: its data and keys can be destroyed from this deployment on: ${props.destroyableData?.reason}`];
    if (hasCode)
      return [
        `${name}: stays protected. It says destroyableData; RCM_DESTROY=${name} is the second key, and is not given.`,
      ];
    if (hasOperator)
      return [
        `${name}: stays protected. RCM_DESTROY is given; destroyableData with its reason is the other key, and its code has none.`,
      ];
    return [];
  });
  const isKnown = environments.some(({ names }) => names.environment === destroyKey);
  return destroyKey && !isKnown
    ? [...notes, `RCM_DESTROY names "${destroyKey}", which is not synthesized here.`]
    : notes;
}
