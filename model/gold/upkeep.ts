import { DATASETS } from '../datasets';
import type { Column, GoldTables, TableDefinition } from '../types';
import { date, optionalText, text } from './columns';
import { FACTS } from './facts';

const build = (of: string): Column => ({
  name: 'build',
  type: 'INT64',
  phi: 'none',
  required: true,
  description: `Build of the ${of} that changed it: ops.gold_layers counts them.`,
});

const month = (name: string, description: string): Column => date(name, description, 'date');

/** What a build of the dimensions changed, for the layers above: they look again only at rows that name one of these members. */
export const memberChanges: TableDefinition = {
  dataset: DATASETS.gold,
  name: 'member_changes',
  layer: 'gold',
  grain:
    'one row per build, dimension and member whose versions or attributes changed, until every layer that follows the facts has seen it',
  key: [],
  columns: [
    build('dimensions'),
    text('dimension', 'Table of the dimension, e.g. dim_patient.'),
    optionalText('hospital_id', 'Hospital whose member it is; NULL: of the group.'),
    optionalText(
      'member_id',
      'Id of the patient, provider, department or payer; a code; a day as YYYY-MM-DD.',
      'medical_record_number',
    ),
  ],
};

/**
 * What a build of the facts changed, for layers above that follow it: the old and the new place of each row, without its amounts. Summaries
 * and KPIs do not yet: they are built whole.
 */
export const factChanges: TableDefinition = {
  dataset: DATASETS.gold,
  name: 'fact_changes',
  layer: 'gold',
  grain:
    'one row per build, fact and slice that rows left or entered, until every layer that follows the facts has seen it',
  key: [],
  columns: [
    build('facts'),
    text('fact', 'Table of the fact, e.g. fact_claims.'),
    text('hospital_id', 'Hospital.'),
    optionalText('patient_id', 'Patient of the row.', 'medical_record_number'),
    optionalText('provider_id', 'Provider of the row.'),
    optionalText('department_id', 'Department of the row.'),
    optionalText('payer_id', 'Payer of the row, by the id that gold.dim_payer has; NULL of an encounter.'),
    month('service_month', 'First day of the month of the service, or of the encounter.'),
    month('paid_month', 'First day of the month of the payment; only of a transaction.'),
    month('claim_month', 'First day of the month of submission; only of a claim.'),
    month('adjudication_month', 'First day of the month of the decision; only of a claim.'),
  ],
};

/** The rows that a build of a fact looks at; empty but within its transaction. */
export const factKeys: TableDefinition = {
  dataset: DATASETS.gold,
  name: 'fact_keys',
  layer: 'gold',
  grain: 'one row per row of a fact that a build looks at; empty when it has ended',
  key: [],
  columns: [
    text('fact', 'Table of the fact.'),
    text('hospital_id', 'Hospital.'),
    text('row_id', "The hospital's id of the transaction, claim or encounter.", 'account_number'),
  ],
};

/** Those rows as they are now, before they take the place of the old ones; empty but within the transaction of a build. */
export function renewedFact(fact: TableDefinition): TableDefinition {
  const { dataset, layer, columns } = fact;
  return {
    ...{ dataset, layer, columns, key: [] },
    name: `${fact.name}__renewed`,
    grain: `${fact.grain}, while a build writes it; empty when it has ended`,
  };
}

/** The tables by which gold is kept up to date. Nobody reads them but the steps of gold; the reports and views do not have them. */
export function upkeepTables({ gold }: GoldTables): readonly TableDefinition[] {
  const facts = gold.filter(({ name }) => FACTS.some((fact) => fact.name === name));
  return [memberChanges, factChanges, factKeys, ...facts.map(renewedFact)];
}
