import { join } from 'node:path';
import { type MappedColumn, mappedColumns, sourceColumns, sourceTable } from '../model/mapping/mapped-columns';
import type { Entity } from '../model/types';
import { takenAt } from './calendar';
import { CsvFile } from './csv-file';
import { sourceValues } from './disguise';
import type { HospitalProfile } from './hospital-profile';
import { withAddedColumns } from './invented-values';
import type { Fields } from './people';

/** The extract of one table: `<folder>/<hospital>/<source table>.csv`, as the hospital's own MySQL would export it. */
export class ExtractFile {
  private constructor(
    private readonly profile: HospitalProfile,
    private readonly entity: Entity,
    private readonly columns: readonly MappedColumn[],
    private readonly file: CsvFile,
  ) {}

  static async create(folder: string, profile: HospitalProfile, entity: Entity, closing: number): Promise<ExtractFile> {
    const { spec } = profile;
    const columns = mappedColumns(entity, spec.mapping);
    const path = join(folder, spec.id, `${sourceTable(entity, spec.mapping)}.csv`);
    const options = { delimiter: ',', encoding: 'utf8', takenAt: takenAt(closing) } as const;
    const header = sourceColumns(columns).map(({ name }) => name);
    return new ExtractFile(profile, entity, columns, await CsvFile.create(path, header, options));
  }

  /** Rows written so far. */
  get rows(): number {
    return this.file.lines - 1;
  }

  async write(fields: Fields): Promise<void> {
    await this.file.write(sourceValues(this.columns, withAddedColumns(this.profile, this.entity, fields)));
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}
