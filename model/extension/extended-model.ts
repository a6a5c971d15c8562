import { ENTITIES } from '../catalogue';
import { DATASETS } from '../datasets';
import { GOLD_TABLES } from '../gold';
import { hospital } from '../gold/columns';
import { dimPatient } from '../gold/dimensions';
import { KPIS, type Kpi, type SliceKind } from '../kpis';
import { REPORTING_VIEWS, type ReportingView, viewOf } from '../reporting/views';
import type {
  Column,
  Entities,
  Entity,
  EntityColumn,
  GoldTables,
  QualityCheck,
  QualityRule,
  TableDefinition,
} from '../types';
import type { ExtensionColumn, ExtensionRule, ExtensionSql, ExtensionTable, ModelExtension } from './extension-spec';

/** A KPI of an extension: its rows are given by SQL. */
export interface SqlKpi extends Kpi {
  readonly sql: ExtensionSql;
  /** The tables that the SQL reads, each as analysts see it. */
  readonly tables: readonly ReportingView[];
  /** Columns of the SQL's rows besides `hospital_id`. */
  readonly grain: readonly Exclude<SliceKind, 'total'>[];
}

/** A table of gold that holds the current rows of an entity. */
export interface GoldCopy {
  readonly table: TableDefinition;
  readonly entity: Entity;
}

/** What data an environment has: the base model, and what its spec adds. Everything that depends on it takes it from here. */
export interface Model extends Entities, GoldTables {
  /** Every KPI, in the order in which a reader meets them. */
  readonly kpis: readonly Kpi[];
  /** Those of an extension. */
  readonly sqlKpis: readonly SqlKpi[];
  /** The views that analysts read, in gold's order, then those of an extension. */
  readonly views: readonly ReportingView[];
  /** Tables of gold that hold what an extension's tables deliver. */
  readonly goldCopies: readonly GoldCopy[];
}

/** The model that this package has without an extension. */
export const BASE_MODEL: Model = {
  entities: ENTITIES,
  gold: GOLD_TABLES,
  kpis: KPIS,
  sqlKpis: [],
  views: REPORTING_VIEWS,
  goldCopies: [],
};

/** The table of gold that shows the columns of an entity of the base model: a dimension or a fact. */
export const GOLD_OF: Readonly<Record<string, string>> = {
  departments: 'dim_department',
  providers: 'dim_provider',
  patients: 'dim_patient',
  encounters: 'fact_encounters',
  transactions: 'fact_transactions',
  claims: 'fact_claims',
  cpt_codes: 'dim_cpt_code',
  icd_codes: 'dim_icd_code',
  npi: 'dim_npi',
};

/** The base model with an extension that has no problems. Nothing of the base model is changed or taken away. */
export function extendedModel(extension: ModelExtension): Model {
  const entities = [
    ...ENTITIES.map((entity) => extendedEntity(entity, extension)),
    ...extension.tables.map((table) => newEntity(table, extension)),
  ];
  const copies = extension.tables.flatMap((table) => goldCopy(table, extension));
  const gold = [...GOLD_TABLES.map((table) => extendedGold(table, extension)), ...copies.map(({ table }) => table)];
  const added = goldColumns(extension.columns['patients'] ?? []).map(({ name }) => name);
  const patients = gold.find(({ name }) => name === dimPatient.name) ?? dimPatient;
  const ofTables = gold.map((table) => viewOf(table, { table: patients, added }));
  const shown = new Map(ofTables.map((view) => [view.name, view]));
  const inputs = (names: readonly string[]) => names.flatMap((name) => shown.get(name) ?? []);
  const sqlKpis = extension.kpis.map(
    ({ inputs: tables, ...kpi }): SqlKpi => ({
      ...kpi,
      inputs: tables.map((name) => `${DATASETS.gold}.${name}`),
      slices: ['total', ...kpi.grain],
      tables: inputs(tables),
    }),
  );
  const ownViews = extension.views.map(
    (view): ReportingView => ({
      name: view.name,
      table: {
        ...{ dataset: DATASETS.gold, name: view.name, layer: 'gold', key: [], grain: view.grain },
        columns: view.columns.map(columnOf),
      },
      patient: undefined,
      columns: view.columns.map((column) => ({
        ...{ ...columnOf(column), from: 'table', source: column.name, treatment: 'plain' },
      })),
      query: { sql: view.sql, tables: inputs(view.inputs), description: view.description },
    }),
  );
  return {
    ...{ entities, gold, goldCopies: copies, sqlKpis },
    kpis: [...KPIS, ...sqlKpis],
    views: [...ofTables, ...ownViews],
  };
}

function extendedEntity(entity: Entity, { columns, rules, valueSets }: ModelExtension): Entity {
  const [added, judged] = [columns[entity.name], rules[entity.name]];
  if (!added && !judged) return entity;
  return {
    ...entity,
    columns: [...entity.columns, ...(added ?? []).map(entityColumn)],
    quality: [...entity.quality, ...(judged ?? []).map((rule) => qualityRule(rule, valueSets))],
  };
}

function newEntity({ columns, quality, ...table }: ExtensionTable, { valueSets }: ModelExtension): Entity {
  return {
    ...table,
    columns: columns.map(entityColumn),
    quality: quality.map((rule) => qualityRule(rule, valueSets)),
  };
}

function qualityRule({ check, ...rule }: ExtensionRule, valueSets: ModelExtension['valueSets']): QualityRule {
  return {
    ...rule,
    check: (check.kind === 'in_value_set'
      ? { kind: 'one_of', column: check.column, values: valueSets[check.valueSet]?.values ?? [] }
      : check) as QualityCheck,
  };
}

function entityColumn({ inGold: _, ...column }: ExtensionColumn): EntityColumn {
  return column as EntityColumn;
}

/** What a table of gold says about a column: not how sources spell it. A fact or dimension has it from silver, which may lack it. */
function columnOf(
  column: Pick<ExtensionColumn, 'name' | 'type' | 'phi' | 'description'> & Partial<ExtensionColumn>,
): Column {
  const { name, type, phi, description, unit, reveals, shownAs } = column;
  return {
    ...{ name, type, phi, description },
    ...(unit ? { unit } : {}),
    ...(reveals ? { reveals } : {}),
    ...(shownAs ? { shownAs } : {}),
  };
}

/** Columns of the extension that gold has too. */
function goldColumns(columns: readonly ExtensionColumn[]): Column[] {
  return columns.filter(({ inGold }) => inGold).map(columnOf);
}

function extendedGold(table: TableDefinition, { columns }: ModelExtension): TableDefinition {
  const added = Object.entries(columns).flatMap(([entity, each]) =>
    GOLD_OF[entity] === table.name ? goldColumns(each) : [],
  );
  return added.length === 0 ? table : { ...table, columns: [...table.columns, ...added] };
}

/** The current rows of a new table, where it has columns in gold: its key and those. Reference rows belong to no hospital. */
function goldCopy(of: ExtensionTable, extension: ModelExtension): GoldCopy[] {
  if (!of.columns.some(({ inGold }) => inGold)) return [];
  const ofHospital = of.origin !== 'reference';
  const columns = of.columns.filter(({ name, inGold }) => inGold || of.key.includes(name)).map(columnOf);
  return [
    {
      entity: newEntity(of, extension),
      table: {
        ...{ dataset: DATASETS.gold, name: of.name, layer: 'gold', grain: of.grain },
        columns: [...(ofHospital ? [hospital] : []), ...columns],
        key: [...(ofHospital ? [hospital.name] : []), ...of.key],
      },
    },
  ];
}
