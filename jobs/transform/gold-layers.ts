import type { GoldLayer } from '../../model/gold-layers';
import { opsGoldInputs, opsGoldLayers } from '../../model/gold-layers';
import type { TableDefinition } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { insertInto, insertValues } from '../warehouse/named-columns';
import { statement } from '../warehouse/statement';
import type { Row, Statement } from '../warehouse/warehouse';

/** What a layer has taken in of one of its inputs: a table of silver of a hospital, or a layer below it. */
export interface LayerInput {
  /** Name of the entity, or of the layer. */
  readonly input: string;
  /** Of a table of silver; empty for a layer. */
  readonly hospitalId: string;
  /** `YYYY-MM-DD HH:MM:SS.ffffff`, UTC: what silver knew until then; null for a layer, and where silver says no time. */
  readonly known: string | null;
  /** The layer's builds up to this one; null for a table of silver. */
  readonly build: number | null;
}

/** What a layer of gold was last built from. */
export interface LayerState {
  readonly signature: string;
  readonly build: number;
  /** The last build that rebuilt it whole. Who has not taken in that one starts from all rows: the change logs say nothing of it. */
  readonly wholeBuild: number;
  readonly rowCount: number;
  readonly rowsWritten: number;
  /** Run of the last build. */
  readonly runId: string;
  readonly inputs: readonly LayerInput[];
}

/** Query: one row per layer and input. See `layerStatesOf`. */
export function layerStates(dialect: Dialect): Statement {
  return statement(
    'gold.layer_states',
    `
    select l.layer, l.signature, l.build, l.whole_build, l.row_count, l.rows_written, l.run_id,
      i.input, i.hospital_id, i.known, i.build as input_build
    from ${dialect.table(opsGoldLayers)} l left join ${dialect.table(opsGoldInputs)} i on i.layer = l.layer
    order by l.layer, i.input, i.hospital_id`,
  );
}

/** The states that `layerStates` found, by layer; a layer that was never built has none. */
export function layerStatesOf(rows: readonly Row[]): ReadonlyMap<GoldLayer, LayerState> {
  const states = new Map<GoldLayer, LayerState & { inputs: LayerInput[] }>();
  for (const row of rows) {
    const layer = row['layer'] as GoldLayer;
    const state = states.get(layer) ?? {
      signature: String(row['signature']),
      build: Number(row['build']),
      wholeBuild: Number(row['whole_build']),
      rowCount: Number(row['row_count'] ?? -1),
      rowsWritten: Number(row['rows_written'] ?? 0),
      runId: String(row['run_id']),
      inputs: [],
    };
    states.set(layer, state);
    const { input, hospital_id: hospitalId, known, input_build: build } = row;
    if (input === null || input === undefined) continue;
    state.inputs.push({
      ...{ input: String(input), hospitalId: String(hospitalId) },
      known: known === null || known === undefined ? null : String(known),
      build: build === null || build === undefined ? null : Number(build),
    });
  }
  return states;
}

/** INT64: the number of the build of the layer that `openBuild` began. */
export function currentBuild(dialect: Dialect, layer: GoldLayer): string {
  return `(select l.build from ${dialect.table(opsGoldLayers)} l where layer = '${layer}')`;
}

/** What a build is of. */
export interface LayerBuild {
  readonly layer: GoldLayer;
  readonly signature: string;
  readonly runId: string;
  readonly whole: boolean;
}

/**
 * The first statements of the transaction that builds a layer: they count the build. The number is made in the transaction, so that two builds
 * at a time never have the same.
 */
export function openBuild(dialect: Dialect, { layer, signature, runId, whole }: LayerBuild): Statement[] {
  const table = dialect.table(opsGoldLayers);
  const [of, hash, run] = [dialect.text(layer), dialect.text(signature), dialect.text(runId)];
  return [
    statement(
      `gold.open_build.${layer}`,
      `update ${table} set signature = ${hash}, ${whole ? 'whole_build = build + 1, ' : ''}build = build + 1, run_id = ${run}, built_at = ${dialect.now()} where layer = ${of}`,
    ),
    statement(
      `gold.first_build.${layer}`,
      insertInto(dialect, opsGoldLayers, {
        columns: {
          ...{ layer: of, signature: hash, build: '1', whole_build: '1', run_id: run, built_at: dialect.now() },
          ...{ row_count: null, rows_written: null },
        },
        from: `from (select 1 as one) o where not exists (select 1 from ${table} l where layer = ${of})`,
      }),
    ),
  ];
}

/**
 * The last statements of that transaction: what the layer has now, and what it has taken in.
 * @param written INT64 expression: rows that the build put in or took out.
 */
export function closeBuild(
  dialect: Dialect,
  layer: GoldLayer,
  state: {
    readonly tables: readonly TableDefinition[];
    readonly written: string;
    readonly inputs: readonly LayerInput[];
  },
): Statement[] {
  const of = `layer = '${layer}'`;
  const values = state.inputs.map(({ input, hospitalId, known, build }) => ({
    ...{ layer: `'${layer}'`, input: dialect.text(input), hospital_id: dialect.text(hospitalId) },
    known: known === null ? dialect.cast('null', 'TIMESTAMP') : dialect.timestampLiteral(known),
    build: build === null ? dialect.cast('null', 'INT64') : String(build),
  }));
  return [
    statement(
      `gold.close_build.${layer}`,
      `update ${dialect.table(opsGoldLayers)} set row_count = ${rowCount(dialect, state.tables)}, rows_written = ${state.written} where ${of}`,
    ),
    statement(`gold.clear_inputs.${layer}`, `delete from ${dialect.table(opsGoldInputs)} where ${of}`),
    ...(values.length === 0
      ? []
      : [{ name: `gold.record_inputs.${layer}`, sql: insertValues(dialect, opsGoldInputs, values) }]),
  ];
}

/** INT64: rows of all of these tables. */
export function rowCount(dialect: Dialect, tables: readonly TableDefinition[]): string {
  return tables.map((table) => `(select count(*) from ${dialect.table(table)})`).join(' + ');
}

/** Query: one row, `row_count`: rows of all of these tables. */
export function countRows(dialect: Dialect, tables: readonly TableDefinition[]): Statement {
  return statement('gold.count_rows', `select ${rowCount(dialect, tables)} as row_count`);
}

/** A layer that is about to change outside of a transaction of its own: its next build is whole, whatever ends this process. */
export function forgetLayer(dialect: Dialect, layer: GoldLayer): Statement {
  return statement(
    `gold.forget.${layer}`,
    `update ${dialect.table(opsGoldLayers)} set signature = '' where layer = '${layer}'`,
  );
}
