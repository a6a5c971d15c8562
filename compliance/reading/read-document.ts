import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { isObject, type Json, type JsonObject } from '../arguments/attribute';
import { ComplianceError } from '../errors';

/** Of one file. A plan of 20,000 resources has about 100 MB. */
const LARGEST_BYTES = 256 * 1024 * 1024;
/** Terraform's deepest schema nests some twenty levels, and modules hardly more. */
const DEEPEST = 200;

/** A file's text: UTF-8, or the UTF-16 that some shells write when they redirect output. */
function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le').slice(1);
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/** Levels of braces and brackets, read from the text: a parser or a visitor would run out of stack first. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inText) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) inText = false;
    } else if (code === 0x22) inText = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

/** Names that would change what an object of the language is; no argument of Terraform is called like this. */
const LANGUAGE_NAMES = ['__proto__', 'toString', 'valueOf', 'toJSON'];

/**
 * The object that a text holds, without keys that mean something to the language.
 * @param name of the text, for the message.
 * @throws ComplianceError `ESTATE_UNREADABLE`, `ESTATE_TOO_DEEP`.
 */
export function parseDocument(text: string, name: string): JsonObject {
  if (isTooDeep(text)) throw new ComplianceError('ESTATE_TOO_DEEP', `${name} nests more than ${DEEPEST} levels`);
  // Looking at every key takes as long as parsing; an escape may hide a name.
  const isSuspect = LANGUAGE_NAMES.some((each) => text.includes(each)) || text.includes('\\u00');
  const withoutNames = (key: string, value: Json) => (LANGUAGE_NAMES.includes(key) ? undefined : value);
  let document: Json;
  try {
    document = JSON.parse(text, isSuspect ? withoutNames : undefined);
  } catch (cause) {
    throw new ComplianceError('ESTATE_UNREADABLE', `${name} is not readable JSON`, { cause });
  }
  if (!isObject(document)) throw new ComplianceError('ESTATE_UNREADABLE', `${name} holds no JSON object`);
  return document;
}

/** A document and the hash of the bytes it came from. */
export interface ReadDocument {
  readonly document: JsonObject;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** The object in a file. @throws ComplianceError `ESTATE_TOO_LARGE`, and those of `parseDocument`. */
export function readDocument(file: string): ReadDocument {
  let bytes: Buffer;
  try {
    const { size } = statSync(file);
    if (size > LARGEST_BYTES) throw new ComplianceError('ESTATE_TOO_LARGE', `${file} has ${size} bytes`);
    bytes = readFileSync(file);
  } catch (cause) {
    if (cause instanceof ComplianceError) throw cause;
    throw new ComplianceError('ESTATE_UNREADABLE', `${file} cannot be read`, { cause });
  }
  return { document: parseDocument(textOf(bytes), file), sha256: createHash('sha256').update(bytes).digest('hex') };
}
