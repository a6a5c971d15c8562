import { TextDecoder } from 'node:util';
import { type QualifiedTag, parser as saxParser, type Tag } from 'sax';
import { JobError } from '../../../../errors';

/** Elements inside of each other; a workbook has about ten. */
const DEEPEST = 50;
/** Characters of one text; a cell has at most 32,767. */
const LONGEST_TEXT = 1_000_000;

/** What is done at the parts of a document. Names come without their prefixes. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  /** @param text inside of an element that has no elements in it. */
  close(name: string, text: string): void;
}

/**
 * Reads a document chunk by chunk; yields after each, so that its reader can take what the handler found.
 * Nothing outside of the document is read and no entity is expanded: a document that declares any is refused.
 * @throws JobError `FILE_WORKBOOK_INVALID`, `FILE_LIMIT_EXCEEDED`
 */
export async function* readXml(
  content: AsyncIterable<Buffer>,
  handler: XmlHandler,
  shownAs: string,
): AsyncGenerator<void> {
  const invalid = (what: string) => new JobError('FILE_WORKBOOK_INVALID', `${shownAs} ${what}`);
  const xml = saxParser(true);
  const texts: string[] = [];
  let failure: JobError | null = null;
  const fail = (error: JobError) => {
    failure ??= error;
  };
  xml.ondoctype = () => fail(invalid('declares entities, as no program that writes workbooks does'));
  xml.onerror = () => fail(invalid('has a part that is not XML'));
  xml.onopentag = (tag: Tag | QualifiedTag) => {
    if (texts.length >= DEEPEST) fail(invalid(`nests more than ${DEEPEST} elements`));
    if (failure) return;
    // Only what stands behind the last element in it may be the text of an element: blanks between rows are not kept.
    if (texts.length > 0) texts[texts.length - 1] = '';
    texts.push('');
    handler.open(localName(tag.name), attributesOf(tag));
  };
  const addText = (text: string) => {
    const last = texts.length - 1;
    if (failure || last < 0) return;
    texts[last] += text;
    if ((texts[last]?.length ?? 0) > LONGEST_TEXT)
      fail(new JobError('FILE_LIMIT_EXCEEDED', `${shownAs} has a text of more than ${LONGEST_TEXT} characters`));
  };
  xml.ontext = addText;
  xml.oncdata = addText;
  xml.onclosetag = (name) => {
    const text = texts.pop() ?? '';
    if (!failure) handler.close(localName(name), text);
  };
  let decoder: TextDecoder | null = null;
  const write = (text: () => string) => {
    try {
      xml.write(text());
    } catch (error) {
      fail(error instanceof JobError ? error : invalid('has a part that is not text in its encoding'));
    }
    // The parser keeps its own error and would throw it at the next call.
    if (failure) throw failure;
  };
  for await (const chunk of content) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    const each = decoder;
    write(() => each.decode(chunk, { stream: true }));
    yield;
  }
  write(() => decoder?.decode() ?? '');
  try {
    xml.close();
  } catch {
    fail(invalid('has a part that ends too early'));
  }
  if (failure) throw failure;
  yield;
}

function encodingOf(chunk: Buffer): string {
  const mark = chunk.subarray(0, 2).toString('latin1');
  return mark === '\xff\xfe' ? 'utf-16le' : mark === '\xfe\xff' ? 'utf-16be' : 'utf-8';
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function attributesOf({ attributes }: Tag | QualifiedTag): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      localName(name),
      typeof value === 'string' ? value : value.value,
    ]),
  );
}
