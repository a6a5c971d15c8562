import { FACTS } from '../../../model/gold/facts';
import { kpiValues } from '../../../model/gold/kpi-tables';
import { KPIS } from '../../../model/kpis';
import type { Dialect } from '../../warehouse/dialect';
import type { Statement } from '../../warehouse/warehouse';
import { statement } from '../statement';
import { ALL_HOSPITALS } from './slices';

/** Adds the total of every KPI that has none: each hospital, and the group, shows every KPI, if only what it needs. Comes last. */
export function insertNotComputable(dialect: Dialect): Statement {
  const values = dialect.table(kpiValues);
  const hospitals = FACTS.map((fact) => `select hospital_id from ${dialect.table(fact)}`);
  const kpis = KPIS.map(({ id, needs }) => `select '${id}' as kpi_id, ${dialect.text(needs)} as needs`);
  return statement(
    'gold.kpi_values.not_computable',
    `
    insert into ${values} (kpi_id, hospital_id, slice_kind, slice, status, needs)
    with hospitals as (
      ${hospitals.join('\n      union distinct\n      ')}
      union distinct
      select '${ALL_HOSPITALS}'
    ),
    kpis as (
      ${kpis.join('\n      union all\n      ')}
    )
    select k.kpi_id, h.hospital_id, 'total', 'total', 'not_computable', k.needs
    from hospitals h cross join kpis k
    where not exists (
      select 1 from ${values} v where v.kpi_id = k.kpi_id and v.hospital_id = h.hospital_id and v.slice_kind = 'total')`,
  );
}
