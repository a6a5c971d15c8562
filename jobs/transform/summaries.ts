import { dimDepartment, dimPayer, dimProvider } from '../../model/gold/dimensions';
import { factClaims, factEncounters, factTransactions } from '../../model/gold/facts';
import {
  departmentPerformance,
  financialMetrics,
  financialMetricsByMonth,
  patientHistory,
  payorPerformance,
  providerChargeSummary,
  providerPerformance,
} from '../../model/gold/summaries';
import type { LookupKind } from '../../model/group-lookups';
import type { Column, TableDefinition } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { copied, insertInto, select, union } from '../warehouse/named-columns';
import { columnList, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { lookupJoin } from './group-lookup';
import { CLAIM_MEASURES, ENCOUNTER_MEASURES, TRANSACTION_MEASURES } from './measures';

type FactName = 'transactions' | 'claims' | 'encounters';

const FACT_TABLES: Readonly<
  Record<FactName, { table: TableDefinition; day: string; measures: Readonly<Record<string, string>> }>
> = {
  transactions: { table: factTransactions, day: 'service_date', measures: TRANSACTION_MEASURES },
  claims: { table: factClaims, day: 'service_date', measures: CLAIM_MEASURES },
  encounters: { table: factEncounters, day: 'encounter_date', measures: ENCOUNTER_MEASURES },
};

const ADJUDICATED = 'claims_approved + claims_paid + claims_denied';

/** Rates, each from measures of the same row. */
const RATES: Readonly<Record<string, { readonly numerator: string; readonly denominator: string }>> = {
  collection_rate: { numerator: 'payments', denominator: 'charges' },
  denial_rate: { numerator: 'claims_denied', denominator: ADJUDICATED },
  approval_rate_all: { numerator: 'claims_approved', denominator: 'claims' },
  approval_rate_adjudicated: { numerator: 'claims_approved + claims_paid', denominator: ADJUDICATED },
  payment_rate: { numerator: 'claim_payments', denominator: 'claimed_amount' },
};

/** A summary and the facts that it adds up. Its grain and its measures are the columns of its table. */
interface Summary {
  readonly table: TableDefinition;
  readonly facts: readonly FactName[];
  /** Columns with names, from the current version of a dimension. */
  readonly labels?: {
    readonly dimension: TableDefinition;
    /** Condition on its row `d` and the row `s` of the summary. */
    readonly on: string;
    /** Kind and column of the lookup whose line `g` names the row too, also where the dimension has no current version. @default none */
    readonly lookup?: { readonly kind: LookupKind; readonly id: string };
    /** Expressions over `d` and `g`. */
    readonly columns: Readonly<Record<string, string>>;
  };
}

const ofHospital = (id: string) => `d.hospital_id = s.hospital_id and d.${id} = s.${id} and d.is_current`;
const EVERY_FACT: readonly FactName[] = ['transactions', 'claims', 'encounters'];

const SUMMARIES: readonly Summary[] = [
  { table: providerChargeSummary, facts: ['transactions'] },
  { table: patientHistory, facts: EVERY_FACT },
  {
    table: providerPerformance,
    facts: EVERY_FACT,
    labels: {
      dimension: dimProvider,
      on: ofHospital('provider_id'),
      columns: {
        provider_name: "nullif(trim(concat(coalesce(d.first_name, ''), ' ', coalesce(d.last_name, ''))), '')",
      },
    },
  },
  {
    table: departmentPerformance,
    facts: EVERY_FACT,
    labels: {
      dimension: dimDepartment,
      on: ofHospital('department_id'),
      lookup: { kind: 'department', id: 'department_id' },
      columns: {
        department_name: 'd.name',
        group_department_id: 'g.group_id',
        group_department_name: 'coalesce(g.name, g.group_id)',
      },
    },
  },
  { table: financialMetrics, facts: EVERY_FACT },
  { table: financialMetricsByMonth, facts: EVERY_FACT },
  {
    table: payorPerformance,
    facts: ['claims'],
    labels: {
      dimension: dimPayer,
      on: 'd.payer_id = s.payer_id',
      columns: { payer_name: 'd.payer_name', plan_type: 'd.plan_type' },
    },
  },
];

/**
 * Loads the course's summaries from the facts. Each fact is aggregated to the grain of the summary separately, then the results are
 * added up. Facts are never joined to facts, so nothing is counted twice. Execute atomically, after `loadFacts`.
 */
export function loadSummaries(dialect: Dialect): Statement[] {
  return SUMMARIES.flatMap((summary) => [
    statement(`gold.${summary.table.name}.clear`, `delete from ${dialect.table(summary.table)} where true`),
    statement(`gold.${summary.table.name}.load`, loadSummary(dialect, summary)),
  ]);
}

function loadSummary(dialect: Dialect, { table, facts, labels }: Summary): string {
  const names = table.columns.map((column) => column.name);
  const measures = names.filter((name) => facts.some((fact) => name in FACT_TABLES[fact].measures));
  const byFact = facts.map((fact) => {
    const source = FACT_TABLES[fact];
    const grain = table.key.map((name) => [name, grainExpression(dialect, name, source.day)] as const);
    return {
      columns: {
        ...Object.fromEntries(grain),
        ...Object.fromEntries(measures.map((name) => [name, source.measures[name] ?? '0'])),
      },
      from: `from ${dialect.table(source.table)} f group by ${grain.map(([, expression]) => expression).join(', ')}`,
    };
  });
  const [only, ...others] = byFact;
  const sums = Object.fromEntries(measures.map((name) => [name, `sum(${dialect.identifier(name)})`]));
  const summed = {
    columns: { ...copied(dialect, table.key), ...sums },
    from: `from by_fact group by ${columnList(dialect, table.key)}`,
  };
  return insertInto(dialect, table, {
    with:
      only && others.length === 0
        ? { summed: select(dialect, only) }
        : { by_fact: union(dialect, 'all', byFact), summed: select(dialect, summed) },
    columns: Object.fromEntries(table.columns.map((column) => [column.name, summaryValue(dialect, column, labels)])),
    from: `from summed s${labels ? labelJoins(dialect, labels) : ''}`,
  });
}

function labelJoins(dialect: Dialect, { dimension, on, lookup }: NonNullable<Summary['labels']>): string {
  const of = lookup && { hospital: 's.hospital_id', id: `s.${lookup.id}` };
  const line = lookup && of ? ` ${lookupJoin(dialect, lookup.kind, 'g', of)}` : '';
  return ` left join ${dialect.table(dimension)} d on ${on}${line}`;
}

function summaryValue(dialect: Dialect, { name, type }: Column, labels: Summary['labels']): string {
  const label = labels?.columns[name];
  if (label !== undefined) return label;
  const rate = RATES[name];
  if (rate) return dialect.ratio(rate.numerator, rate.denominator);
  const column = columnList(dialect, [name], 's');
  // Some engines give a sum of counts another type.
  return type === 'INT64' ? dialect.cast(column, 'INT64') : column;
}

function grainExpression(dialect: Dialect, name: string, day: string): string {
  if (name === 'hospital_id') return name;
  return name === 'month' ? dialect.monthStart(day) : `coalesce(${dialect.identifier(name)}, 'unknown')`;
}
