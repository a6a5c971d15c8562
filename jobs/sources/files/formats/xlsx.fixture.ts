import { entity } from '../../../../model/catalogue';
import { mappedColumns, sourceColumns } from '../../../../model/mapping/mapped-columns';
import type { FileRow } from './format';
import type { FormatAtTest } from './format-at-test.fixture';
import { type CellAtTest, workbookOf } from './workbook/workbook.fixture';

const HEADER = ['Procedure Code Category', 'CPT Codes', 'Procedure Code Descriptions', 'Code Status'];
const layout = {
  delimiter: ',',
  encoding: 'utf8',
  tables: { cpt_codes: sourceColumns(mappedColumns(entity('cpt_codes'), {})) },
} as const;
const sheetOf = (rows: readonly (readonly CellAtTest[])[]) =>
  workbookOf({ sheets: [{ name: 'Codes', rows: [HEADER, ...rows] }] });

/** Fields in the model's order: code, category, description, status. */
const row = (line: number, code: string, category: string): FileRow => ({
  ...{ table: 'cpt_codes', line },
  fields: [code, category, null, null],
});

/** Code lists in the first sheet of a workbook. */
export const atTest: FormatAtTest = {
  layout,
  file: (rows) => sheetOf(Array.from({ length: rows }, (_, index) => [`C${index}`, { number: String(index) }])),
  row: (number) => row(number + 2, String(number), `C${number}`),
  badLine: {
    content: sheetOf([
      ['C1', '100'],
      ['C2', { xml: '<c t="e"><v>#N/A</v></c>' }],
      ['C3', '300'],
    ]),
    before: row(2, '100', 'C1'),
    rejected: { line: 3, rule: 'line_cell_error', raw: 'C2\t\t\t' },
    after: row(4, '300', 'C3'),
  },
  truncated: { content: sheetOf([['C1', '100']]).subarray(0, 900), code: 'FILE_ARCHIVE_INVALID' },
  encodings: [{ encoding: 'utf8', content: sheetOf([['Ménière', '100']]), row: row(2, '100', 'Ménière') }],
};
