import { bronzeDataset, DATASETS, withoutHyphens } from './datasets';
import { EVENT_COLUMNS } from './event-columns';
import { upkeepTables } from './gold/upkeep';
import { OPS_TABLES } from './ops';
import { hashKeyTables } from './phi/hash-key';
import { claims } from './tables/claims';
import { cptCodes } from './tables/cpt-codes';
import { departments } from './tables/departments';
import { encounters } from './tables/encounters';
import { icdCodes } from './tables/icd-codes';
import { npi } from './tables/npi';
import { patients } from './tables/patients';
import { providers } from './tables/providers';
import { transactions } from './tables/transactions';
import type { Column, Entities, Entity, GoldTables, TableDefinition } from './types';

/** Every entity of the base model, in the order in which a reader meets them; an environment may have more, see `modelOf`. */
export const ENTITIES: readonly Entity[] = [
  departments,
  providers,
  patients,
  encounters,
  transactions,
  claims,
  cptCodes,
  icdCodes,
  npi,
];

/** An entity of the base model. @throws Error when it has none of the name. */
export function entity(name: string): Entity {
  return entityOf({ entities: ENTITIES }, name);
}

/** @throws Error when the model has no such entity; the spec has checked the name before. */
export function entityOf({ entities }: Entities, name: string): Entity {
  const found = entities.find((candidate) => candidate.name === name);
  if (!found)
    throw new Error(`The model has no entity "${name}". It has: ${entities.map((each) => each.name).join(', ')}.`);
  return found;
}

const HOSPITAL_ID: Column = {
  name: 'hospital_id',
  type: 'STRING',
  phi: 'none',
  required: true,
  description: 'Hospital the row belongs to; source ids repeat between hospitals, so it is part of every key.',
};

/** The way in which landing makes `_row_hash`. Events with an older one are compared by their columns. */
export const HASH_VERSION = 3;

const INGESTED_AT: Column = {
  name: '_ingested_at',
  type: 'TIMESTAMP',
  phi: 'none',
  required: true,
  description: 'When the warehouse took the row, UTC. For people; nothing is decided by it.',
};

const TAKEN_AT: Column = {
  name: '_taken_at',
  type: 'TIMESTAMP',
  phi: 'none',
  required: true,
  description:
    "The source's clock at the snapshot that brought the row, UTC; of two rows of one moment the later snapshot's holds.",
};

/** What a load finds out about its rows. */
const DELIVERY_COLUMNS: readonly Column[] = [
  {
    name: '_conflicting',
    type: 'BOOL',
    phi: 'none',
    description: 'Another row of the key in the same delivery says something else: neither is taken. NULL: not judged.',
  },
  {
    name: '_lines',
    type: 'INT64',
    phi: 'none',
    unit: 'rows',
    description: 'Rows of the delivery that were added up to this one; NULL or 1: it is one of them.',
  },
];

/** Columns of a landed parquet file and of its staging table. Only the `_` columns are required yet. */
export function landedColumns(of: Entity): Column[] {
  const optional = of.columns.map(({ name, type, phi, description, unit }) => ({
    name,
    type,
    phi,
    description,
    ...(unit ? { unit } : {}),
  }));
  return [HOSPITAL_ID, ...optional, ...EVENT_COLUMNS];
}

/** A hospital's landed rows, between the load job and bronze. */
export function stagingTable(of: Entity, hospitalId: string): TableDefinition {
  return {
    dataset: DATASETS.staging,
    name: `${withoutHyphens(hospitalId)}__${of.name}`,
    layer: 'staging',
    grain: 'one row per landed row of one run',
    columns: landedColumns(of),
    key: [],
  };
}

/** Keys seen in the source by a key scan, on their way to becoming delete events. */
export function stagingKeysTable(of: Entity, hospitalId: string): TableDefinition {
  const keys = landedColumns(of).filter((column) => of.key.includes(column.name));
  return {
    dataset: DATASETS.staging,
    name: `${withoutHyphens(hospitalId)}__${of.name}__keys`,
    layer: 'staging',
    grain: 'one row per key the source has',
    columns: keys,
    key: [],
  };
}

/** Lines that could not be read as rows, on their way into quarantine. */
export function stagingRejectedTable(of: Entity, hospitalId: string): TableDefinition {
  return {
    dataset: DATASETS.staging,
    name: `${withoutHyphens(hospitalId)}__${of.name}__rejected`,
    layer: 'staging',
    grain: 'one row per line of a file that could not be read as a row',
    columns: quarantineTable(of).columns,
    key: [],
  };
}

/** The append-only log of change events of one entity of one hospital. */
export function bronzeTable(of: Entity, hospitalId: string): TableDefinition {
  return {
    dataset: bronzeDataset(hospitalId),
    name: of.name,
    layer: 'bronze',
    grain: `one row per change event of ${of.grain.replace(/^one row per /, 'a ')}`,
    columns: [...landedColumns(of), ...DELIVERY_COLUMNS, TAKEN_AT, INGESTED_AT],
    key: [],
    partitionBy: '_ingested_at',
    // Statements name runs, never keys, by constants.
    clusterBy: ['_run_id', ...of.key].slice(0, 4),
  };
}

/** Rows that broke an error rule, each with its rules. All hospitals share the table. */
export function quarantineTable(of: Entity): TableDefinition {
  return {
    dataset: DATASETS.quarantine,
    name: of.name,
    layer: 'quarantine',
    grain: 'one row per bronze event, or line of a file, that broke an error rule',
    columns: [
      ...landedColumns(of),
      {
        name: '_rule_ids',
        type: 'STRING',
        phi: 'none',
        required: true,
        description: 'Rules the row broke, separated by commas.',
      },
      {
        name: '_shape',
        type: 'STRING',
        phi: 'none',
        description:
          'Shape of the values that broke the rules, column by column: letters as a or A, digits as 9, the first 24 characters; no value. NULL: from before the column existed.',
      },
      {
        name: '_conflicts_with',
        type: 'INT64',
        phi: 'none',
        description:
          'Rows of one key in one delivery that differ share it: the first _seq of them. NULL: the row conflicts with none.',
      },
      {
        name: '_raw_line',
        type: 'STRING',
        phi: 'other_unique_identifier',
        description: 'The line as it stood in the file, where it could not be read as a row.',
      },
    ],
    key: [],
    partitionBy: '_source_ts',
    clusterBy: ['hospital_id', '_run_id'],
  };
}

/** History of one entity across hospitals: slowly changing dimension, type 2, half-open intervals [valid_from, valid_to). */
export function silverTable(of: Entity): TableDefinition {
  return {
    dataset: DATASETS.silver,
    name: of.name,
    layer: 'silver',
    grain: `one row per version of ${of.grain.replace(/^one row per /, 'a ')}`,
    columns: [
      HOSPITAL_ID,
      ...of.columns.map(({ name, type, phi, description, presence, unit }) => ({
        name,
        type,
        phi,
        description,
        ...(presence === 'required' ? { required: true } : {}),
        ...(unit ? { unit } : {}),
      })),
      {
        name: 'valid_from',
        type: 'TIMESTAMP',
        phi: 'none',
        required: true,
        description: 'From when the version held, UTC, inclusive.',
      },
      {
        name: 'valid_to',
        type: 'TIMESTAMP',
        phi: 'none',
        description: 'Until when it held, UTC, exclusive; NULL: it still holds.',
      },
      { name: 'is_current', type: 'BOOL', phi: 'none', required: true, description: 'valid_to is NULL.' },
      {
        name: 'known_from',
        type: 'TIMESTAMP',
        phi: 'none',
        description:
          'Since when the platform has had the version as it is, UTC; a change of valid_to makes it another.',
      },
      { name: '_row_hash', type: 'STRING', phi: 'none', required: true, description: "The event's hash." },
      {
        name: '_run_id',
        type: 'STRING',
        phi: 'none',
        required: true,
        description: 'Run that brought the event of this version.',
      },
      {
        name: '_warnings',
        type: 'STRING',
        phi: 'none',
        description: 'Warning rules the version breaks, separated by commas; NULL: none.',
      },
    ],
    key: ['hospital_id', ...of.key, 'valid_from'],
    clusterBy: ['hospital_id', ...of.key].slice(0, 4),
  };
}

/**
 * What silver held before and no longer does: versions that later rows, corrections or rules have changed. With silver it says what was
 * known at any time `t`: of silver the rows with known_from <= t, of this table those with known_from <= t < known_to.
 */
export function supersededTable(of: Entity): TableDefinition {
  const silver = silverTable(of);
  return {
    ...silver,
    name: `${of.name}__superseded`,
    grain: `one row per superseded version of ${of.grain.replace(/^one row per /, 'a ')}`,
    columns: [
      ...silver.columns,
      {
        name: 'known_to',
        type: 'TIMESTAMP',
        phi: 'none',
        required: true,
        description: 'Until when silver had the version like this, UTC, exclusive.',
      },
    ],
    key: [...silver.key, 'known_to'],
  };
}

/** Entities a hospital delivers, or the reference files of the group. */
export function entitiesOf({ entities }: Entities, origin: Entity['origin']): readonly Entity[] {
  return entities.filter((each) => each.origin === origin);
}

/** Tables that every environment has whatever its hospitals: quarantine, silver, gold and its upkeep, ops, and the key of hashes where there are any. */
export function environmentTables({ entities, gold }: Entities & GoldTables): readonly TableDefinition[] {
  return [
    ...entities.map(quarantineTable),
    ...entities.map(silverTable),
    ...entities.map(supersededTable),
    ...gold,
    ...upkeepTables({ gold }),
    ...OPS_TABLES,
    ...hashKeyTables(gold),
  ];
}

/** Tables of one owner of bronze: a hospital, or `REFERENCE_OWNER`. */
export function ownerTables(
  model: Entities,
  ownerId: string,
  entityNames: readonly string[],
): readonly TableDefinition[] {
  return entityNames.map((name) => bronzeTable(entityOf(model, name), ownerId));
}
