import { posix } from 'node:path';
import { JobError } from '../../../../errors';
import type { ZipArchive } from '../../packed/zip-archive';
import { meaningOf, type NumberMeaning, unescapedText } from './cell-values';
import { readXml, type XmlHandler } from './xml';

/** Characters of all shared texts, which wait in memory. */
const MOST_SHARED_TEXT = 200_000_000;

/** What the cells of a sheet refer to. */
export interface Workbook {
  readonly is1904: boolean;
  /** By the number of a style. */
  readonly meanings: readonly NumberMeaning[];
  readonly texts: readonly string[];
  /** The cells of the sheet. */
  sheet(): AsyncGenerator<Buffer>;
}

interface Relation {
  readonly id: string;
  /** The last part of its type, e.g. `sharedStrings`. */
  readonly type: string;
  /** Name of the member. */
  readonly target: string;
}

/**
 * Opens one sheet of a workbook. Only its cells are streamed: styles and shared texts are read before.
 * @param sheet its name, in any case. @default the first that is not hidden
 * @throws JobError `FILE_SHEET_MISSING`, `FILE_WORKBOOK_INVALID`, `FILE_LIMIT_EXCEEDED`
 */
export async function openWorkbook(archive: ZipArchive, sheet: string | undefined, shownAs: string): Promise<Workbook> {
  const invalid = (what: string) => new JobError('FILE_WORKBOOK_INVALID', `${shownAs} ${what}`);
  const member = (name: string) => archive.members.find((each) => each.name.toLowerCase() === name.toLowerCase());
  const read = async (name: string, handler: XmlHandler) => {
    const found = member(name);
    if (!found) return;
    for await (const _ of readXml(found.content(), handler, shownAs));
  };
  const relationsOf = async (name: string): Promise<Relation[]> => {
    const folder = posix.dirname(name);
    const found: Relation[] = [];
    await read(posix.join(folder, '_rels', `${posix.basename(name)}.rels`), {
      open: (element, { Id = '', Type = '', Target = '' }) => {
        if (element === 'Relationship')
          found.push({
            id: Id,
            type: Type.slice(Type.lastIndexOf('/') + 1),
            target: posix.join('/', Target.startsWith('/') ? '' : folder, Target).slice(1),
          });
      },
      close: () => {},
    });
    return found;
  };

  const main = (await relationsOf('')).find(({ type }) => type === 'officeDocument')?.target;
  if (main === undefined || !member(main)) throw invalid('is a zip archive and not a workbook');
  const sheets: { name: string; relation: string; isHidden: boolean }[] = [];
  let is1904 = false;
  await read(main, {
    open: (element, { name = '', id = '', state, date1904 }) => {
      if (element === 'sheet')
        sheets.push({ name, relation: id, isHidden: state !== undefined && state !== 'visible' });
      if (element === 'workbookPr') is1904 = date1904 === '1' || date1904 === 'true';
    },
    close: () => {},
  });
  const relations = await relationsOf(main);
  const wanted = sheets.find(({ name, isHidden }) =>
    sheet === undefined ? !isHidden : name.trim().toLowerCase() === sheet.trim().toLowerCase(),
  );
  if (!wanted) {
    const what =
      sheet === undefined ? 'has no sheet that is not hidden' : `has ${sheets.length} sheet(s), none called "${sheet}"`;
    throw new JobError('FILE_SHEET_MISSING', `${shownAs} ${what}`);
  }
  const cells = member(relations.find(({ id }) => id === wanted.relation)?.target ?? '');
  if (!cells) throw invalid('lacks the cells of its sheet');
  const part = (type: string) => relations.find((relation) => relation.type === type)?.target ?? '';
  return {
    is1904,
    meanings: await meanings((handler) => read(part('styles'), handler)),
    texts: await sharedTexts((handler) => read(part('sharedStrings'), handler), shownAs),
    sheet: () => cells.content(),
  };
}

type Read = (handler: XmlHandler) => Promise<void>;

async function meanings(read: Read): Promise<NumberMeaning[]> {
  const codes = new Map<number, string>();
  const found: NumberMeaning[] = [];
  let isInCells = false;
  await read({
    open: (element, { numFmtId, formatCode = '' }) => {
      if (element === 'numFmt') codes.set(Number(numFmtId), formatCode);
      if (element === 'cellXfs') isInCells = true;
      const id = Number(numFmtId ?? 0);
      if (element === 'xf' && isInCells) found.push(meaningOf(id, codes.get(id)));
    },
    close: (element) => {
      if (element === 'cellXfs') isInCells = false;
    },
  });
  return found;
}

async function sharedTexts(read: Read, shownAs: string): Promise<string[]> {
  const found: string[] = [];
  const reader = new TextReader();
  let characters = 0;
  await read({
    open: (element) => reader.open(element),
    close: (element, text) => {
      reader.close(element, text);
      if (element !== 'si') return;
      const value = reader.take();
      characters += value.length;
      if (characters > MOST_SHARED_TEXT)
        throw new JobError('FILE_LIMIT_EXCEEDED', `${shownAs} has more than ${MOST_SHARED_TEXT} characters of text`);
      found.push(value);
    },
  });
  return found;
}

/** Puts a text together from its runs; what says how it is pronounced is not part of it. */
export class TextReader {
  private text = '';
  private isPhonetic = false;

  open(element: string): void {
    if (element === 'rPh') this.isPhonetic = true;
  }

  close(element: string, text: string): void {
    if (element === 'rPh') this.isPhonetic = false;
    if (element === 't' && !this.isPhonetic) this.text += text;
  }

  take(): string {
    const { text } = this;
    this.text = '';
    return unescapedText(text);
  }
}
