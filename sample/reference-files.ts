import { join } from 'node:path';
import { entitiesOf } from '../model/catalogue';
import { REFERENCE_OWNER } from '../model/datasets';
import { mappedColumns, sourceColumns } from '../model/mapping/mapped-columns';
import type { Model } from '../model/model';
import type { PipelineSpec } from '../model/spec';
import { takenAt } from './calendar';
import { DEPARTMENTS, DIAGNOSIS_CODES, PROCEDURE_CODES } from './codes';
import { CsvFile } from './csv-file';
import { sourceValues } from './disguise';
import type { HospitalProfile } from './hospital-profile';
import { addedEntities, inventedRows, withAddedColumns } from './invented-values';
import { type Fields, providerTimeline } from './people';
import { rowOn } from './timeline';

/** Neutral text: the AMA owns the official descriptions, and a customer brings a licensed file. */
export const procedureDescription = (code: string) => `Procedure ${code}`;

/** Neutral text for a diagnosis code. */
export const diagnosisDescription = (code: string) => `Diagnosis ${code}`;

/** The reference rows of a group by entity: procedure codes, diagnosis codes, and every provider's NPI once. */
export function referenceRows(profiles: readonly HospitalProfile[]): Readonly<Record<string, Fields[]>> {
  const providers = profiles.flatMap((profile) =>
    Array.from({ length: profile.providers }, (_, index) =>
      rowOn(providerTimeline(profile, index + 1), profile.period.closing(1)),
    ),
  );
  return {
    cpt_codes: PROCEDURE_CODES.map((code) => ({
      procedure_code: code,
      category: categoryOf(code),
      description: procedureDescription(code),
      code_status: 'No Change',
    })),
    icd_codes: DIAGNOSIS_CODES.map((code) => ({
      icd_code: code,
      description: diagnosisDescription(code),
      chapter: `Chapter ${code.slice(0, 1)}`,
    })),
    npi: providers.flatMap((provider) =>
      provider
        ? [
            {
              npi: provider['npi'] ?? null,
              provider_name: `${provider['first_name']} ${provider['last_name']}`,
              taxonomy: provider['specialization'] ?? null,
              state: 'IL',
            },
          ]
        : [],
    ),
  };
}

/** The department that charges a code first: a grouping of our own. */
function categoryOf(code: string): string | null {
  return DEPARTMENTS.find((department) => department.procedures.includes(code))?.name ?? null;
}

/** Writes `<inbox>/reference/<table>/<table>.csv` for each reference table; returns the rows of each. */
export async function writeReferenceFiles(
  spec: PipelineSpec,
  model: Model,
  profiles: readonly HospitalProfile[],
  inbox: string,
): Promise<Record<string, number>> {
  const rows: Readonly<Record<string, readonly Fields[]>> = {
    ...referenceRows(profiles),
    ...addedReferences(model, profiles),
  };
  const counts: Record<string, number> = {};
  const start = profiles[0]?.period.start ?? 0;
  for (const entity of entitiesOf(model, 'reference')) {
    const { name } = entity;
    if (rows[name] === undefined) continue;
    const { delimiter = ',', encoding = 'utf8' } = spec.references.find((feed) => feed.table === name) ?? {};
    const columns = mappedColumns(entity, spec.mapping ?? {});
    const path = join(inbox, REFERENCE_OWNER, name, `${name}.csv`);
    const header = sourceColumns(columns).map(({ name }) => name);
    const file = await CsvFile.create(path, header, { delimiter, encoding, takenAt: takenAt(start) });
    const [profile] = profiles;
    for (const fields of rows[name] ?? [])
      await file.write(sourceValues(columns, profile ? withAddedColumns(profile, entity, fields) : fields));
    await file.close();
    counts[name] = rows[name]?.length ?? 0;
  }
  return counts;
}

/** Rows of the reference tables that an extension adds. */
function addedReferences(model: Model, [profile]: readonly HospitalProfile[]): Record<string, readonly Fields[]> {
  if (profile === undefined) return {};
  return Object.fromEntries(
    addedEntities(model, 'reference').map((entity) => [entity.name, inventedRows(profile, REFERENCE_OWNER, entity)]),
  );
}

/** Writes `<inbox>/<hospital>/<table>/<table>.csv` for each feed of a table that an extension adds. */
export async function writeAddedFeeds(profile: HospitalProfile, model: Model, inbox: string): Promise<void> {
  const { spec, period } = profile;
  for (const entity of addedEntities(model, 'feed')) {
    const feed = spec.feeds.find(({ table }) => table === entity.name);
    if (!feed) continue;
    const columns = mappedColumns(entity, spec.mapping);
    const { delimiter, encoding } = feed;
    const path = join(inbox, spec.id, entity.name, `${entity.name}.csv`);
    const header = sourceColumns(columns).map(({ name }) => name);
    const file = await CsvFile.create(path, header, { delimiter, encoding, takenAt: takenAt(period.start) });
    for (const fields of inventedRows(profile, spec.id, entity)) await file.write(sourceValues(columns, fields));
    await file.close();
  }
}
