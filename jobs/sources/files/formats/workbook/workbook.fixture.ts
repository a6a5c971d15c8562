import { type MemberAtTest, zipOf } from '../../packed/zip.fixture';

/** A cell: a text, a number as the workbook stores it, with the number of its style, or XML of its own. */
export type CellAtTest =
  | string
  | null
  | { readonly number: string; readonly style?: number }
  | { readonly xml: string };

/** Parts of a workbook, by the names of their members; what a test replaces or adds. */
export interface WorkbookAtTest {
  readonly sheets?: readonly {
    readonly name: string;
    readonly rows: readonly (readonly CellAtTest[])[];
    readonly state?: string;
  }[];
  readonly is1904?: boolean;
  /** Formats of the styles 1, 2, and so on. */
  readonly formats?: readonly string[];
  readonly parts?: Readonly<Record<string, string | Buffer>>;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Writes a workbook as Excel does: texts are shared, empty cells are left out. */
export function workbookOf({ sheets = [], is1904 = false, formats = [], parts = {} }: WorkbookAtTest): Buffer {
  const texts: string[] = [];
  const cell = (value: CellAtTest, row: number, column: number): string => {
    if (value === null) return '';
    const name = `${columnName(column)}${row + 1}`;
    if (typeof value === 'string') return `<c r="${name}" t="s"><v>${texts.push(value) - 1}</v></c>`;
    if ('xml' in value) return value.xml.replace('<c', `<c r="${name}"`);
    return `<c r="${name}" s="${value.style ?? 0}"><v>${value.number}</v></c>`;
  };
  const sheetXml = sheets.map(({ rows }) => {
    const lines = rows.map((row, line) =>
      row.length === 0
        ? ''
        : `<row r="${line + 1}">${row.map((value, column) => cell(value, line, column)).join('')}</row>\n`,
    );
    return `${HEAD}<worksheet ${MAIN}><sheetData>\n${lines.join('')}</sheetData></worksheet>`;
  });
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const members: Record<string, string | Buffer> = {
    '[Content_Types].xml': `${HEAD}<Types/>`,
    '_rels/.rels': `${HEAD}<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook ${MAIN} xmlns:r="${RELATIONS}"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="s${index}"${state ? ` state="${state}"` : ''}/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships>${sheets
      .map((_, index) => relation(`s${index}`, 'worksheet', `worksheets/sheet${index + 1}.xml`))
      .join(
        '',
      )}${relation('t', 'sharedStrings', '/xl/sharedStrings.xml')}${relation('f', 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet ${MAIN}><numFmts>${formats
      .map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escaped(code)}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
      .map((_, index) => `<xf numFmtId="${200 + index}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(sheetXml.map((xml, index) => [`xl/worksheets/sheet${index + 1}.xml`, xml])),
    'xl/sharedStrings.xml': `${HEAD}<sst ${MAIN}>${texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ...parts,
  };
  return zipOf(Object.entries(members).map(([name, content]): MemberAtTest => ({ name, content })));
}

function columnName(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : columnName(Math.floor(place / 26) - 1) + last;
}
