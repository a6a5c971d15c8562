import { join } from 'node:path';
import { type MappedColumn, mappedColumns, sourceColumns, sourceTable } from '../model/mapping/mapped-columns';
import type { FeedSpec } from '../model/spec';
import type { Entity } from '../model/types';
import { isoDate, takenAt } from './calendar';
import { CsvFile, type CsvOptions } from './csv-file';
import { sourceValues } from './disguise';
import type { HospitalProfile } from './hospital-profile';
import { withAddedColumns } from './invented-values';
import { withOwnPayer } from './own-payers';
import type { Fields } from './people';

/** The extract of one table of an EMR, as the hospital's own MySQL would export it. */
export class ExtractFile {
  private constructor(
    private readonly profile: HospitalProfile,
    private readonly entity: Entity,
    private readonly columns: readonly MappedColumn[],
    private readonly file: CsvFile,
  ) {}

  /** `<folder>/<hospital>/<source table>.csv`, which stands for a table of the database. */
  static create(folder: string, profile: HospitalProfile, entity: Entity, closing: number): Promise<ExtractFile> {
    const { id, mapping } = profile.spec;
    const path = join(folder, id, `${sourceTable(entity, mapping)}.csv`);
    return ExtractFile.at(path, profile, entity, { delimiter: ',', encoding: 'utf8', takenAt: takenAt(closing) });
  }

  /** `<inbox>/<hospital>/<table>/<table>_YYYY-MM-DD.csv`, a delivery of a table that comes as files: all of its rows. */
  static deliver(inbox: string, profile: HospitalProfile, feed: FeedSpec, entity: Entity, closing: number) {
    const path = join(inbox, profile.spec.id, entity.name, `${entity.name}_${isoDate(closing)}.csv`);
    const { delimiter, encoding } = feed;
    return ExtractFile.at(path, profile, entity, { delimiter, encoding, takenAt: takenAt(closing) });
  }

  private static async at(path: string, profile: HospitalProfile, entity: Entity, options: CsvOptions) {
    const columns = mappedColumns(entity, profile.spec.mapping);
    const header = sourceColumns(columns).map(({ name }) => name);
    return new ExtractFile(profile, entity, columns, await CsvFile.create(path, header, options));
  }

  /** Rows written so far. */
  get rows(): number {
    return this.file.lines - 1;
  }

  async write(fields: Fields): Promise<void> {
    const own = withOwnPayer(this.profile.spec, fields);
    await this.file.write(sourceValues(this.columns, withAddedColumns(this.profile, this.entity, own)));
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}
