import { relative } from 'node:path';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { isRenamed, mappedColumns, sourceNames, sourceTable } from '../../model/mapping/mapped-columns';
import { modelOf } from '../../model/model';
import { type HospitalSpec, hasDatabase, type PipelineSpec } from '../../model/spec';
import type { Environment } from '../environment/find-environment';
import { shellWord } from '../output/shell-word';
import type { DevFolders } from './dev-folders';

/**
 * What to type in a second terminal while the server runs: lines for people.
 * @param spec with the hospitals' databases on the server
 */
export function devLines({ name, stateFolder }: Environment, folders: DevFolders, spec: PipelineSpec): string[] {
  const hospitals = spec.hospitals.filter(hasDatabase);
  const [first] = hospitals;
  const shown = (path: string) => shellWord(relative(process.cwd(), path));
  const client = `mariadb --defaults-file=${shown(folders.client)}`;
  const change = first && changeStatement(spec, first);
  return [
    ...(first
      ? [`databases at 127.0.0.1:${first.emr.port}: ${hospitals.map(({ emr }) => emr.database).join(', ')}`]
      : []),
    ...(first ? [`  look into one:    ${client} ${first.emr.database}`] : []),
    ...(first && change ? [`  change a row:     ${client} ${first.emr.database} -e "${change}"`] : []),
    `  run again:        rcm dev --env ${name}`,
    `  other commands:   export RCM_SPEC=${shown(folders.spec)}, then e.g. rcm reconcile --mysql`,
    `  status:           rcm status --env ${name}`,
    `  dashboard:        ${shown(localFolders(stateFolder).reports)}/dashboard.html`,
  ];
}

/** Changes a telephone number, and the time of change with it, as the hospital's application would. */
function changeStatement(spec: PipelineSpec, { tables, mapping }: HospitalSpec): string | undefined {
  const patients = modelOf(spec).entities.find(({ name }) => name === 'patients');
  if (!patients || !tables.includes(patients.name)) return undefined;
  const sources = new Map(
    mappedColumns(patients, mapping).map((mapped) => [
      mapped.column.name,
      isRenamed(mapped) ? sourceNames(mapped)[0] : undefined,
    ]),
  );
  const [phone, cursor] = [sources.get('phone_number'), sources.get(patients.cursor ?? '')];
  if (phone === undefined || cursor === undefined) return undefined;
  return `update ${sourceTable(patients, mapping)} set ${phone} = '555-0100', ${cursor} = utc_timestamp(6) limit 1`;
}
