import { silverTable } from '../../model/catalogue';
import { REPORTING_DATASET } from '../../model/datasets';
import { upkeepTables } from '../../model/gold/upkeep';
import type { Model } from '../../model/model';
import { OPS_TABLES } from '../../model/ops';
import type { TableDefinition } from '../../model/types';
import { table } from './markdown-table';

/** Every table of a model that people query, with the privacy class of each column, in Markdown. */
export function dictionaryPage({ entities, gold, views: shown }: Model): string {
  const section = ({ dataset, name, grain, key, columns }: TableDefinition) =>
    [
      `### ${dataset}.${name}`,
      `${grain[0]?.toUpperCase()}${grain.slice(1)}. Key: ${key.length > 0 ? key.map((column) => `\`${column}\``).join(', ') : 'none, a log'}.`,
      table(
        ['column', 'type', 'privacy', 'meaning'],
        columns.map(({ name: column, type, phi, description, required }) => [
          `\`${column}\``,
          required ? `${type}, required` : type,
          phi,
          description,
        ]),
      ),
    ].join('\n\n');
  const layers: [string, readonly TableDefinition[]][] = [
    ['Silver', entities.map(silverTable)],
    ['Gold', gold],
    ['Upkeep of gold', upkeepTables({ gold })],
    ['Operations', OPS_TABLES],
  ];
  const views = shown.map(({ name, table: { grain }, columns, query }) =>
    [
      `### ${REPORTING_DATASET}.${name}`,
      `${grain[0]?.toUpperCase()}${grain.slice(1)}, without identifiers.${query ? ` ${query.description}` : ''}`,
      table(
        ['column', 'type', 'meaning'],
        columns.map(({ name: column, type, description }) => [`\`${column}\``, type, description]),
      ),
    ].join('\n\n'),
  );
  const parts = layers.map(([title, tables]) => `## ${title}\n\n${tables.map(section).join('\n\n')}`);
  return `# Data dictionary\n\nBronze has the columns of silver's source rows and those of the event; quarantine has bronze's and the broken rules.\nPrivacy classes are those of 45 CFR 164.514(b)(2)(i), and \`health\`, \`payment\`, \`none\`.\n\n${parts.join('\n\n')}\n\n## Views for analysts\n\nBigQuery only; a hospital's own analysts have the same views in \`reporting_<hospital>\`, with its rows.\n\n${views.join('\n\n')}\n`;
}
