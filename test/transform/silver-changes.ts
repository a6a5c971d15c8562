import * as fc from 'fast-check';
import type { Dialect } from '../../jobs/warehouse/dialect';
import type { Statement } from '../../jobs/warehouse/warehouse';
import { entity, silverTable, supersededTable } from '../../model/catalogue';
import { REFERENCE_OWNER } from '../../model/datasets';
import { insertRows, type SqlRow } from './insert-rows';

/** One key of a table of silver as it is after a change: its versions, or none where it was never right. */
export interface KeyChange {
  readonly entity: string;
  readonly hospital: string;
  readonly id: string;
  /** Contents of the versions, each from a day of 2025 until the next; `null` ends the one before it: a delete. */
  readonly versions: readonly { readonly day: string; readonly values: SqlRow | null }[];
}

const idColumn = (name: string) => entity(name).key[0] ?? '';
const midnight = (day: string) => `${day} 00:00:00.000000`;

function rowsOf({ entity: name, hospital, id, versions }: KeyChange): SqlRow[] {
  return versions.flatMap(({ day, values }, index) => {
    if (values === null) return [];
    const next = versions[index + 1]?.day;
    return [
      {
        ...{ hospital_id: hospital, [idColumn(name)]: id, ...values },
        ...{ valid_from: midnight(day), valid_to: next === undefined ? null : midnight(next) },
        ...{ is_current: next === undefined, _row_hash: JSON.stringify(values), _run_id: 'run' },
      },
    ];
  });
}

/**
 * Silver, written as `rebuildHistory` writes it: versions that stay are left alone, others move to the superseded ones, and both say since and
 * until when they are known. Any history may follow any other: late rows, corrections, deletes and replays all come to that.
 */
export class ChangingSilver {
  private readonly rows = new Map<string, readonly SqlRow[]>();
  private moment = 0;

  constructor(private readonly dialect: Dialect) {}

  /** The statements of some changes that become known at one moment. */
  change(changes: readonly KeyChange[]): Statement[] {
    this.moment += 1;
    const known = `2026-01-01 00:00:${String(Math.floor(this.moment / 1000)).padStart(2, '0')}.${String(this.moment % 1000).padStart(3, '0')}000`;
    return changes.flatMap((change) => {
      const key = JSON.stringify([change.entity, change.hospital, change.id]);
      const before = this.rows.get(key) ?? [];
      const content = ({ known_from: _, ...row }: SqlRow) => JSON.stringify(Object.entries(row).sort());
      const wanted = rowsOf(change);
      const kept = before.filter((row) => wanted.some((each) => content(each) === content(row)));
      const gone = before.filter((row) => !kept.includes(row));
      const come = wanted
        .filter((each) => !kept.some((row) => content(row) === content(each)))
        .map((row) => ({ ...row, known_from: known }));
      this.rows.set(key, [...kept, ...come]);
      const of = entity(change.entity);
      const table = this.dialect.table(silverTable(of));
      return [
        ...insertRows(
          this.dialect,
          supersededTable(of),
          gone.map((row) => ({ ...row, known_to: known })),
        ),
        ...gone.map((row) => ({
          name: 'test.supersede',
          sql: `delete from ${table} where hospital_id = '${change.hospital}' and ${idColumn(change.entity)} = '${change.id}' and valid_from = ${this.dialect.timestampLiteral(String(row['valid_from']))}`,
        })),
        ...insertRows(this.dialect, silverTable(of), come),
      ];
    });
  }
}

const HOSPITALS = ['hospital-a', 'hospital-b'];
/** Ids with the spellings in which facts and sources write them. */
const ids = (letter: string) =>
  fc.constantFrom(`${letter}1`, `${letter.toLowerCase()}1`, `${letter}1 `, `${letter}2`, `${letter}3`);
const orNone = (arbitrary: fc.Arbitrary<string>) => fc.option(arbitrary, { freq: 8 });
const day = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.integer({ min: 1, max: 59 }).map((n) => new Date(Date.UTC(2025, 0, n)).toISOString().slice(0, 10)),
  },
  { weight: 1, arbitrary: fc.constantFrom('1850-01-01', '2024-11-30', '2031-12-01') },
);
const money = fc.integer({ min: 0, max: 3 }).map((n) => String(n * 50));
const payer = orNone(fc.constantFrom('Medicare', '00431', 'BlueCross', ' BlueCross', 'Aetna'));
const procedure = orNone(fc.constantFrom('99213', '99214', '0051T'));

const named = { patient_id: orNone(ids('A')), provider_id: orNone(ids('P')), department_id: orNone(ids('D')) };

/** What the rows of each table say. */
const CONTENTS: Readonly<Record<string, fc.Arbitrary<SqlRow>>> = {
  patients: fc.record({
    gender: fc.constantFrom('F', 'M'),
    date_of_birth: fc.constantFrom('1980-02-29', '1990-01-01'),
  }),
  providers: fc.record({
    last_name: fc.constantFrom('Stone', 'Reed'),
    specialization: fc.constantFrom('Surgery', 'Oncology'),
  }),
  departments: fc.record({ name: fc.constantFrom('Surgery', 'Ward') }),
  encounters: fc.record({
    ...named,
    procedure_code: procedure,
    encounter_date: day,
    encounter_type: fc.constantFrom('Inpatient', 'Outpatient'),
  }),
  transactions: fc.record({
    ...named,
    encounter_id: orNone(ids('E')),
    ...{ payer_id: payer, procedure_code: procedure },
    icd_code: orNone(fc.constantFrom('E11.9', 'E119', 'I10')),
    ...{ service_date: day, paid_date: fc.option(day), amount: money, paid_amount: money },
  }),
  claims: fc.record({
    ...named,
    transaction_id: orNone(ids('T')),
    encounter_id: orNone(ids('E')),
    ...{ payer_id: payer, service_date: day, claim_date: day, adjudication_date: fc.option(day) },
    claim_status: fc.constantFrom('Pending', 'Paid', 'Denied', 'Voided'),
    ...{ claim_amount: money, paid_amount: money, payer_type: fc.constantFrom('Private', 'Government') },
  }),
  cpt_codes: fc.record({ category: fc.constantFrom('Visit', 'Surgery') }),
  icd_codes: fc.record({ description: fc.constantFrom('Diabetes', 'Hypertension') }),
};
const KEYS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  ...{ patients: ids('A'), providers: ids('P'), departments: ids('D'), encounters: ids('E'), transactions: ids('T') },
  claims: fc.integer({ min: 1, max: 8 }).map((n) => `C${n}`),
  cpt_codes: fc.constantFrom('99213', '99214'),
  icd_codes: fc.constantFrom('E11.9', 'E119', 'I10'),
};

function keyChange(name: string): fc.Arbitrary<KeyChange> {
  const content = CONTENTS[name] ?? fc.constant({});
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 3 });
  return fc
    .tuple(
      fc.constantFrom(...(name.endsWith('_codes') ? [REFERENCE_OWNER] : HOSPITALS)),
      KEYS[name] ?? fc.constant('1'),
      days.chain((chosen) =>
        fc.tuple(
          fc.constant([...chosen].sort((a, b) => a - b)),
          fc.tuple(...chosen.map(() => content)),
          fc.integer({ min: 0, max: 9 }),
        ),
      ),
    )
    .map(([hospital, id, [from, contents, dice]]) => ({
      ...{ entity: name, hospital, id },
      versions: from.map((n, index) => ({
        day: new Date(Date.UTC(2025, 0, n)).toISOString().slice(0, 10),
        // Now and then the last change is a delete.
        values: dice === 0 && index === from.length - 1 ? null : (contents[index] ?? null),
      })),
    }));
}

/** What one run brings: nothing, or changes of some keys of some tables. */
export const silverRun: fc.Arbitrary<readonly KeyChange[]> = fc
  .array(
    fc.oneof(
      ...Object.keys(CONTENTS).map((name) => ({
        weight: ['transactions', 'claims'].includes(name) ? 3 : 1,
        arbitrary: keyChange(name),
      })),
    ),
    { maxLength: 8 },
  )
  // A key has one history in a run.
  .map((changes) => [
    ...new Map(changes.map((each) => [JSON.stringify([each.entity, each.hospital, each.id]), each])).values(),
  ]);
