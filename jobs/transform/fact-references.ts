import {
  dimCptCode,
  dimDate,
  dimDepartment,
  dimIcdCode,
  dimPatient,
  dimPayer,
  dimProvider,
} from '../../model/gold/dimensions';
import { factClaims, factEncounters, factTransactions } from '../../model/gold/facts';
import type { LookupKind } from '../../model/group-lookups';
import { goldTable, type Model } from '../../model/model';
import { REVERSED_STATUSES } from '../../model/tables/claims';
import type { TableDefinition } from '../../model/types';
import type { Columns } from '../warehouse/named-columns';
import type { CanonicalForm } from './canonical';

/** How a fact finds its row of a dimension. */
export interface Reference {
  readonly dimension: TableDefinition;
  /** The fact's key column, e.g. `patient_key`. */
  readonly key: string;
  /** The fact's column that holds the source's id. */
  readonly id: string;
  /** The dimension's column with that id. */
  readonly memberId: string;
  /** Whether the id is unique only within a hospital. */
  readonly ofHospital: boolean;
  /** Whose id the lookups of hospitals turn into one of the group. @default none */
  readonly lookup?: LookupKind;
  /** `id`: the fact takes the spelling that the dimension has. A code: the canonical forms are compared. @default spelled alike */
  readonly form?: CanonicalForm;
}

/** A fact, the entity of its rows, and its references. */
export interface Fact {
  readonly table: TableDefinition;
  readonly entityName: string;
  /** The column whose day decides which version of a dimension a row refers to. */
  readonly day: string;
  readonly references: readonly Reference[];
  /** Expressions of the columns that silver does not have; `s` is the row of silver. */
  readonly computed: Columns;
}

const reference = (dimension: TableDefinition, key: string, id: string, form?: CanonicalForm): Reference => ({
  ...{ dimension, key, id, memberId: id, ofHospital: true },
  ...(form ? { form } : {}),
});
const PATIENT = reference(dimPatient, 'patient_key', 'patient_id', 'id');
const PROVIDER = reference(dimProvider, 'provider_key', 'provider_id', 'id');
const DEPARTMENT: Reference = {
  ...reference(dimDepartment, 'department_key', 'department_id', 'id'),
  lookup: 'department',
};
// Payers are named by the lookups, and by the facts themselves where no lookup names one: each spelling of a hospital is one then.
const PAYER: Reference = { ...reference(dimPayer, 'payer_key', 'payer_id'), ofHospital: false, lookup: 'payer' };
const CPT = { ...reference(dimCptCode, 'cpt_key', 'procedure_code', 'cpt'), ofHospital: false };
const ICD = { ...reference(dimIcdCode, 'icd_key', 'icd_code', 'icd10'), ofHospital: false };
const day = (key: string, id: string): Reference => ({
  dimension: dimDate,
  key,
  id,
  memberId: 'day',
  ofHospital: false,
});

const RESPONSIBILITY = ['deductible', 'coinsurance', 'copay'].map((name) => `s.${name}`);

/** A void, reversal or replacement comes under the id of its claim, with a status that says so or with negative amounts. */
const IS_REVERSED = `s.claim_status in (${REVERSED_STATUSES.map((status) => `'${status}'`).join(', ')}) or s.claim_amount < 0 or s.paid_amount < 0`;

const FACTS: readonly Fact[] = [
  {
    table: factTransactions,
    entityName: 'transactions',
    day: 'service_date',
    references: [PATIENT, PROVIDER, DEPARTMENT, PAYER, CPT, ICD, day('service_date_key', 'service_date')],
    computed: { balance: 's.amount - s.paid_amount' },
  },
  {
    table: factClaims,
    entityName: 'claims',
    day: 'service_date',
    references: [PATIENT, PROVIDER, DEPARTMENT, PAYER, day('service_date_key', 'service_date')],
    computed: {
      is_reversed: IS_REVERSED,
      patient_responsibility: `case when coalesce(${RESPONSIBILITY.join(', ')}) is not null then ${RESPONSIBILITY.map((each) => `coalesce(${each}, 0)`).join(' + ')} end`,
    },
  },
  {
    table: factEncounters,
    entityName: 'encounters',
    day: 'encounter_date',
    references: [PATIENT, PROVIDER, DEPARTMENT, CPT, day('encounter_date_key', 'encounter_date')],
    computed: {},
  },
];

/** The facts with the columns that the model gives them. */
export function factsOf(model: Model): Fact[] {
  return FACTS.map((fact) => ({ ...fact, table: goldTable(model, fact.table) }));
}
