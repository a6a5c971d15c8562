import type { ColumnMapping, MappingSpec } from '../../../model/mapping/mapping-spec';

/** Stands for the hospital's own time zone, in the place of a zone of a preset. */
export const LOCAL_ZONE = 'the zone of the hospital';

/** How one table of the model is read in a known system, in the words of a mapping. */
export interface PresetTable {
  /** Tables and columns without which this cannot be read: another release of the system may lack them. */
  readonly needs: Readonly<Record<string, readonly string[]>>;
  /** One SELECT that only reads. It names its columns as the model's sources usually do, so that they need no mapping. */
  readonly query?: string;
  /** A table that is read as it is. */
  readonly table?: string;
  readonly where?: string;
  readonly cursor?: MappingSpec[string]['cursor'];
  readonly columns?: Readonly<Record<string, ColumnMapping>>;
  /** What a person must decide, by column. */
  readonly decide?: Readonly<Record<string, string>>;
  /** What a person should know about how it is read. */
  readonly notes?: readonly string[];
}

/** How a system of which many hospitals have the same tables is read. Data: no code is run for it. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  /** Tables and columns that together only this system has. */
  readonly recognisedBy: Readonly<Record<string, readonly string[]>>;
  /** By table of the model: ways to read it, of which the first is taken whose needs are met. */
  readonly tables: Readonly<Record<string, readonly PresetTable[]>>;
}
