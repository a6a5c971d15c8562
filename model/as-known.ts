import { silverTable, supersededTable } from './catalogue';
import { placeIn, quotedName } from './quoted-name';
import type { Entity, TableDefinition } from './types';

/** How an engine writes names in SQL. */
export interface SqlNames {
  /** A quoted column. */
  readonly identifier: (name: string) => string;
  /** Where a table is. */
  readonly place: (table: TableDefinition) => string;
}

/**
 * A select of the versions of an entity as silver had them at a moment, with silver's columns. Versions from before silver kept
 * `known_from` count as known since ever. What was known at the moment itself is included, what was superseded at it is not.
 * @param at SQL of a TIMESTAMP.
 */
export function versionsAsKnown(of: Entity, at: string, { identifier, place }: SqlNames): string {
  const [silver, superseded] = [silverTable(of), supersededTable(of)];
  const columns = silver.columns.map(({ name }) => identifier(name)).join(', ');
  const known = `(${identifier('known_from')} is null or ${identifier('known_from')} <= ${at})`;
  return [
    `select ${columns}`,
    // The alias keeps the columns of a table with a column of its own name (npi) apart from its rows.
    `from ${place(silver)} as version`,
    `where ${known}`,
    'union all',
    `select ${columns}`,
    `from ${place(superseded)} as version`,
    `where ${known} and ${identifier('known_to')} > ${at}`,
  ].join('\n');
}

/** The one argument of a function that `asKnownFunction` describes: a TIMESTAMP. No column has its name, which would hide it. */
export const KNOWN_AT = 'known_at';

/** A table function of BigQuery: `select * from silver.claims__as_known(timestamp '2026-02-05 23:59:59+00')`. */
export interface AsKnownFunction {
  readonly dataset: string;
  readonly name: string;
  /** The select that it stands for, in BigQuery's SQL, with the project in every name. */
  readonly query: string;
  /** Whose rows it gives, for people. */
  readonly description: string;
}

/** The function that gives an entity's versions as silver had them at `KNOWN_AT`. */
export function asKnownFunction(of: Entity, projectId: string): AsKnownFunction {
  const { dataset, grain } = silverTable(of);
  return {
    dataset,
    name: `${of.name}__as_known`,
    query: versionsAsKnown(of, KNOWN_AT, { identifier: quotedName, place: (table) => placeIn(projectId, table) }),
    description: `${grain}, as silver had it at the time ${KNOWN_AT}`,
  };
}
