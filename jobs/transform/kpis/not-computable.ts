import { FACTS } from '../../../model/gold/facts';
import { kpiValues } from '../../../model/gold/kpi-tables';
import type { Model } from '../../../model/model';
import type { Dialect } from '../../warehouse/dialect';
import { copied, insertInto, union } from '../../warehouse/named-columns';
import { statement } from '../../warehouse/statement';
import type { Statement } from '../../warehouse/warehouse';
import { ALL_HOSPITALS } from './slices';
import type { Undelivered } from './undelivered';

/** Adds a `total` row for every KPI that has none, so that each hospital and the group show all KPIs, or what a KPI needs. Execute last. */
export function insertNotComputable(
  dialect: Dialect,
  { kpis: all }: Model,
  undelivered: readonly Undelivered[],
): Statement {
  const hospitals = [
    ...FACTS.map((fact) => ({ columns: { hospital_id: 'hospital_id' }, from: `from ${dialect.table(fact)} f` })),
    { columns: { hospital_id: `'${ALL_HOSPITALS}'` } },
  ];
  const kpis = all.map(({ id, needs }) => ({ columns: { kpi_id: `'${id}'`, needs: dialect.text(needs) } }));
  return statement(
    'gold.kpi_values.not_computable',
    insertInto(dialect, kpiValues, {
      with: { hospitals: union(dialect, 'distinct', hospitals), kpis: union(dialect, 'all', kpis) },
      columns: {
        ...copied(dialect, ['kpi_id', 'needs'], 'k'),
        ...copied(dialect, ['hospital_id'], 'h'),
        slice_kind: "'total'",
        slice: "'total'",
        status: "'not_computable'",
        numerator: null,
        denominator: null,
        value: null,
        undelivered: reason(dialect, undelivered),
      },
      from: `
        from hospitals h cross join kpis k
        where not exists (
          select 1 from ${dialect.table(kpiValues)} v where v.kpi_id = k.kpi_id and v.hospital_id = h.hospital_id and v.slice_kind = 'total')`,
    }),
  );
}

/** STRING over the KPIs and hospitals: what the hospital does not deliver; of the group, what any does not. */
function reason(dialect: Dialect, undelivered: readonly Undelivered[]): string | null {
  const words = new Map<string, string[]>();
  for (const { kpiId, hospital, words: said } of undelivered)
    for (const owner of [hospital, ALL_HOSPITALS]) {
      const key = `${kpiId} ${owner}`;
      words.set(key, [...(words.get(key) ?? []), said]);
    }
  const cases = [...words].map(([key, said]) => `when ${dialect.text(key)} then ${dialect.text(said.join('; '))}`);
  return cases.length === 0 ? null : `case concat(k.kpi_id, ' ', h.hospital_id) ${cases.join(' ')} end`;
}
