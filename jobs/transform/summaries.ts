import { dimDepartment, dimProvider } from '../../model/gold/dimensions';
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
import type { TableDefinition } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import type { Statement } from '../warehouse/warehouse';
import { CLAIM_MEASURES, ENCOUNTER_MEASURES, TRANSACTION_MEASURES } from './measures';
import { columnList, statement } from './statement';

type FactName = 'transactions' | 'claims' | 'encounters';

const FACT_TABLES: Readonly<
  Record<FactName, { table: TableDefinition; day: string; measures: Readonly<Record<string, string>> }>
> = {
  transactions: { table: factTransactions, day: 'service_date', measures: TRANSACTION_MEASURES },
  claims: { table: factClaims, day: 'service_date', measures: CLAIM_MEASURES },
  encounters: { table: factEncounters, day: 'encounter_date', measures: ENCOUNTER_MEASURES },
};

/** Rates from the measures of the same row. */
const RATES: Readonly<Record<string, readonly [numerator: string, denominator: string]>> = {
  collection_rate: ['payments', 'charges'],
  denial_rate: ['claims_denied', 'claims_approved + claims_paid + claims_denied'],
  approval_rate_all: ['claims_approved', 'claims'],
  approval_rate_adjudicated: ['claims_approved + claims_paid', 'claims_approved + claims_paid + claims_denied'],
  payment_rate: ['claim_payments', 'claimed_amount'],
};

/** A summary: where its rows come from. Its grain and measures are its table's columns. */
interface Summary {
  readonly table: TableDefinition;
  readonly facts: readonly FactName[];
  /** A name for the reader, of the current version of a dimension. */
  readonly label?: {
    readonly column: string;
    readonly dimension: TableDefinition;
    readonly id: string;
    readonly text: string;
  };
}

const EVERY_FACT: readonly FactName[] = ['transactions', 'claims', 'encounters'];

const SUMMARIES: readonly Summary[] = [
  { table: providerChargeSummary, facts: ['transactions'] },
  { table: patientHistory, facts: EVERY_FACT },
  {
    table: providerPerformance,
    facts: EVERY_FACT,
    label: {
      column: 'provider_name',
      dimension: dimProvider,
      id: 'provider_id',
      text: "nullif(trim(concat(coalesce(d.first_name, ''), ' ', coalesce(d.last_name, ''))), '')",
    },
  },
  {
    table: departmentPerformance,
    facts: EVERY_FACT,
    label: { column: 'department_name', dimension: dimDepartment, id: 'department_id', text: 'd.name' },
  },
  { table: financialMetrics, facts: EVERY_FACT },
  { table: financialMetricsByMonth, facts: EVERY_FACT },
  { table: payorPerformance, facts: ['claims'] },
];

/**
 * Loads the course's summaries from the facts. Each fact is aggregated to the summary's grain by itself and the results are
 * added up: facts are never joined to facts, so nothing is counted twice. Execute atomically, after `loadFacts`.
 */
export function loadSummaries(dialect: Dialect): Statement[] {
  return SUMMARIES.flatMap((summary) => [
    statement(`gold.${summary.table.name}.clear`, `delete from ${dialect.table(summary.table)} where true`),
    statement(`gold.${summary.table.name}.load`, loadSummary(dialect, summary)),
  ]);
}

function loadSummary(dialect: Dialect, { table, facts, label }: Summary): string {
  const names = table.columns.map((column) => column.name);
  const grain = table.key;
  const measures = names.filter((name) => facts.some((fact) => name in FACT_TABLES[fact].measures));
  const arms = facts.map(
    (fact) => `
      select ${grain.map((name) => `${grainExpression(dialect, name, FACT_TABLES[fact].day)} as ${name}`).join(', ')},
        ${measures.map((name) => `${FACT_TABLES[fact].measures[name] ?? '0'} as ${name}`).join(',\n        ')}
      from ${dialect.table(FACT_TABLES[fact].table)}
      group by ${grain.map((_, index) => index + 1).join(', ')}`,
  );
  const expressions = names.map((name) => {
    const rate = RATES[name];
    if (name === label?.column) return label.text;
    if (rate) return dialect.ratio(...rate);
    const type = table.columns.find((column) => column.name === name)?.type;
    return measures.includes(name) && type === 'INT64' ? dialect.cast(`s.${name}`, 'INT64') : `s.${name}`;
  });
  return `
    insert into ${dialect.table(table)} (${columnList(dialect, names)})
    with by_fact as (${arms.join('\n      union all')}
    ),
    summed as (
      select ${grain.join(', ')}, ${measures.map((name) => `sum(${name}) as ${name}`).join(', ')}
      from by_fact group by ${grain.join(', ')}
    )
    select ${expressions.join(', ')}
    from summed s${label ? ` left join ${dialect.table(label.dimension)} d on d.hospital_id = s.hospital_id and d.${label.id} = s.${label.id} and d.is_current` : ''}`;
}

function grainExpression(dialect: Dialect, name: string, day: string): string {
  if (name === 'hospital_id') return name;
  return name === 'month' ? dialect.monthStart(day) : `coalesce(${dialect.identifier(name)}, 'unknown')`;
}
