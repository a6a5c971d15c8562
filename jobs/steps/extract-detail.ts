import type { Entity } from '../../model/types';
import { broughtFiles, type LandingManifest, newestBroughtFile } from '../lake/manifest';

const HEALED = { keys: 'fetched because bronze lacked them', rows: 'fetched because their hashes differed' } as const;

/** Which columns the source lacks; of files, those that lack any by how many lack them. */
function absentWords({ origin }: Entity, manifest: LandingManifest): string[] {
  if (origin === 'emr')
    return manifest.absentColumns.length > 0 ? [`not delivered: ${manifest.absentColumns.join(' ')}`] : [];
  const files = broughtFiles(manifest);
  const names = [...new Set(files.flatMap(({ absentColumns }) => absentColumns))];
  const lacking = (name: string) => files.filter(({ absentColumns }) => absentColumns.includes(name)).length;
  const words = names.map((name) => (lacking(name) === files.length ? name : `${name} (${lacking(name)} files)`));
  return words.length > 0 ? [`not delivered: ${words.join(' ')}`] : [];
}

/** Why every row was read. */
export interface ReadAgain {
  readonly isRemapped: boolean;
  /** Columns that the source has again. */
  readonly returned: readonly string[];
}

/** What a person should know of an extract step beside its rows; null: nothing. Names columns and counts, and no value. */
export function extractDetail(
  entity: Entity,
  manifest: LandingManifest,
  { isRemapped, returned }: ReadAgain,
): string | null {
  const { files, refused, otherFiles, rejectedRows, healed } = manifest;
  const duplicates = files.filter(({ duplicate, loadedBy }) => duplicate && loadedBy === null).length;
  const unarchived = files.filter(({ loadedBy }) => loadedBy !== null).length;
  const unknown = files.filter(({ unknownColumns }) => unknownColumns.length > 0).length;
  const sum = (of: (file: LandingManifest['files'][number]) => number) =>
    files.reduce((all, file) => all + of(file), 0);
  const declared = sum(({ declaredLines }) => declaredLines);
  const otherMembers = sum((file) => file.otherMembers);
  const leftOut = newestBroughtFile(manifest)?.rejectedRows ?? 0;
  const parts = [
    isRemapped && 'the mapping has changed',
    returned.length > 0 && `every row was read, as there is again: ${returned.join(' ')}`,
    entity.origin !== 'emr' && `${files.length} file(s)`,
    duplicates > 0 && `${duplicates} duplicate(s)`,
    unarchived > 0 && `${unarchived} loaded before and not archived yet`,
    unknown > 0 && `${unknown} with unknown columns`,
    healed !== null && healed.rows > 0 && `${healed.rows} ${HEALED[healed.compared]}`,
    refused.length > 0 && `${refused.length} refused (${refused[0]?.code})`,
    otherFiles > 0 && `${otherFiles} other file(s) ignored`,
    otherMembers > 0 && `${otherMembers} other member(s) of packed files ignored`,
    declared > 0 && `${declared} comment or footer line(s)`,
    rejectedRows > 0 && `${rejectedRows} line(s) rejected`,
    entity.content === 'full' && leftOut > 0 && 'no row ended, as a rejected line may have any key',
    ...absentWords(entity, manifest),
  ];
  return parts.filter(Boolean).join(', ') || null;
}
