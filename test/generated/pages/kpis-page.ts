import { table } from '../../../cli/output/markdown-table';
import { KPIS } from '../../../model/kpis';

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
  return `# Key figures\n\nThe reports show a figure as "not computable" if a hospital does not deliver its inputs; nothing is estimated.\n\n${sections.join('\n\n')}\n`;
}
