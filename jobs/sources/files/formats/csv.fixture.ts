import { entity } from '../../../../model/catalogue';
import { mappedColumns, sourceColumns } from '../../../../model/mapping/mapped-columns';
import { ENCODINGS, encoded } from '../../../../model/text-encoding';
import type { FileRow } from './format';
import type { FormatAtTest } from './format-at-test.fixture';

const HEADER = 'Procedure Code Category,CPT Codes,Procedure Code Descriptions,Code Status';
const layout = {
  delimiter: ',',
  encoding: 'utf8',
  tables: { cpt_codes: sourceColumns(mappedColumns(entity('cpt_codes'), {})) },
} as const;

/** Fields in the model's order: code, category, description, status. */
const row = (line: number, code: string, category: string, description: string | null = null): FileRow => ({
  table: 'cpt_codes',
  line,
  fields: [code, category, description, null],
});

/** Code lists with a header line. */
export const atTest: FormatAtTest = {
  layout,
  file: (rows) => [HEADER, ...Array.from({ length: rows }, (_, index) => `C${index},${index},,`), ''].join('\n'),
  row: (number) => row(number + 2, String(number), `C${number}`),
  badLine: {
    content: `${HEADER}\nC1,100,,\nC2,200\nC3,300,,\n`,
    before: row(2, '100', 'C1'),
    rejected: { line: 3, rule: 'line_field_count', raw: 'C2,200' },
    after: row(4, '300', 'C3'),
  },
  truncated: {
    content: `${HEADER}\nC1,100,,\nC2,20`,
    lines: [row(2, '100', 'C1'), { line: 3, rule: 'line_field_count', raw: 'C2,20' }],
  },
  encodings: ENCODINGS.map((encoding) => ({
    encoding,
    content: encoded(`${HEADER}\nC1,100,Ménière,\n`, encoding),
    row: row(2, '100', 'C1', 'Ménière'),
  })),
};
