import { table } from '../../../cli/output/markdown-table';
import { KPIS } from '../../../model/kpis';

const NOT_COMPUTABLE = `The reports show a figure as "not computable" if a hospital does not deliver its inputs; nothing is estimated.

## What a hospital does not deliver

A source may lack any column that the model calls [optional](data-dictionary.md). Its table is read all the same, the column is NULL, and
the extract step, \`rcm status\` and the dashboard name it: \`does not deliver deductible\`. The newest snapshot or file decides; when a
database has the column again, the next run reads every row of the table. A KPI that
reads the column, in the row "read from" below, is then not computable for that hospital, in any slice: in \`gold.kpi_values\` its value is
NULL and \`undelivered\` says \`hospital-b does not deliver claims.deductible\`; kpis.json, the dashboard and \`rcm summary\` repeat it. The
group's figure has no value in each slice in which such a hospital has rows, because a part is not the whole; other slices keep theirs.

## Slices by payer and department

Hospitals are added up by the payers and departments that their lookups name: [payers and departments of the group](payers.md). A payer that
no lookup names is a slice of its hospital, \`hospital-b/00260\`; such a department has its own id and no row of the group.`;

/** What each KPI is, whose definition it is, and what it does not say. */
export function kpiPage(): string {
  const sections = KPIS.map((kpi) =>
    [
      `## ${kpi.name}`,
      `\`${kpi.id}\`. ${kpi.definition}`,
      table(
        ['', ''],
        [
          ['formula', `\`${kpi.formula}\``],
          ['numerator', kpi.numerator],
          ...(kpi.denominator === null ? [] : [['denominator', kpi.denominator]]),
          ['unit', kpi.unit],
          ['better', kpi.goodDirection === 'none' ? 'neither way' : kpi.goodDirection],
          ['read from', kpi.inputs.map((input) => `\`${input}\``).join(', ') || 'nothing that is delivered'],
          ['sliced by', kpi.slices.join(', ') || 'not computable'],
          ['where it has no value', `needs ${kpi.needs}`],
          ['source', kpi.source],
          ['mind', kpi.caveat],
        ],
      ),
    ].join('\n\n'),
  );
  return `# Key figures\n\n${NOT_COMPUTABLE}\n\n${sections.join('\n\n')}\n`;
}
