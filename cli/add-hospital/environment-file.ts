import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { CommandError } from '../errors/command-error';

/** Imports that `new Hospital(…)` needs. */
const IMPORTS = ['ClaimsInbox', 'Emr', 'Hospital'] as const;

/** Where a hospital goes in an environment's file. */
export interface HospitalPlace {
  /** Name of the environment's variable. */
  readonly variable: string;
  /** Blanks before the statement. */
  readonly indent: string;
  /** The file's content with the statement in it. */
  with(statement: string): string;
}

/**
 * Finds the place of a new hospital: before the file's only `return <environment>;`.
 * @throws CommandError `ENVIRONMENT_FILE_UNREADABLE` when the file is missing or has another structure
 * @throws CommandError `HOSPITAL_EXISTS`
 */
export function hospitalPlace(file: string, id: string): HospitalPlace {
  if (!existsSync(file)) throw unreadable(file, 'missing');
  const source = readFileSync(file, 'utf8');
  const code = withoutComments(source);
  const made = [...withoutTexts(code).matchAll(/\bconst\s+([A-Za-z_$][\w$]*)\s*=\s*new\s+RcmEnvironment\s*\(/g)];
  const [variable, ...others] = made.map((match) => match[1] ?? '');
  if (variable === undefined || others.length > 0) {
    throw unreadable(file, `it assigns new RcmEnvironment(…) to ${made.length} variables instead of one`);
  }
  if (hasHospital(code, id)) throw new CommandError('HOSPITAL_EXISTS', `${file} has a hospital "${id}"`);
  const returned = new RegExp(`^([ \\t]*)return\\s+${escaped(variable)}\\s*;?[ \\t]*\\r?$`, 'gm');
  const places = [...withoutTexts(code).matchAll(returned)];
  const [place] = places;
  if (place === undefined || places.length > 1) {
    throw unreadable(file, `it has ${places.length} lines "return ${variable};" instead of one`);
  }
  const end = source.includes('\r\n') ? '\r\n' : '\n';
  return {
    variable,
    indent: place[1] ?? '',
    with: (statement) => {
      const lines = `${statement.replaceAll('\n', end)}${end}`;
      return withImports(file, source.slice(0, place.index) + lines + source.slice(place.index));
    },
  };
}

/** Replaces the file in one step: another process reads the old or the new content, never half of it. */
export function replaceFile(file: string, content: string): void {
  const next = `${file}.next`;
  writeFileSync(next, content);
  renameSync(next, file);
}

function hasHospital(code: string, id: string): boolean {
  return new RegExp(`\\bnew\\s+Hospital\\s*\\(\\s*[\\w$.]+\\s*,\\s*(['"\`])${escaped(id)}\\1`).test(code);
}

/** Adds what the statement needs to the import that RcmEnvironment comes with. */
function withImports(file: string, source: string): string {
  const code = withoutComments(source);
  const found = [...code.matchAll(/\bimport\s*\{([^}]*)\}\s*from\s*['"][^'"]+['"]/g)].find((match) =>
    /\bRcmEnvironment\b/.test(match[1] ?? ''),
  );
  if (!found || found[1] === undefined) throw unreadable(file, 'it has no import { … } with RcmEnvironment');
  const names = found[1].split(',').map((name) => name.trim());
  const missing = IMPORTS.filter((name) => !names.includes(name));
  if (missing.length === 0) return source;
  const list = [...names.filter((name) => name !== ''), ...missing].sort((left, right) =>
    left.localeCompare(right, 'en', { sensitivity: 'base' }),
  );
  const start = found.index + found[0].indexOf('{') + 1;
  return `${source.slice(0, start)} ${list.join(', ')} ${source.slice(start + found[1].length)}`;
}

/** The code with blanks in place of its comments: every character keeps its place. */
function withoutComments(source: string): string {
  return blanked(source, (token) => token.startsWith('/'));
}

/** The code with blanks in place of its texts. */
function withoutTexts(code: string): string {
  return blanked(code, (token) => !token.startsWith('/'));
}

/** Comments, and texts in any of the three quotes: a comment sign inside a text is part of the text, and vice versa. */
const TOKENS = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g;

function blanked(source: string, which: (token: string) => boolean): string {
  return source.replace(TOKENS, (token) => (which(token) ? token.replace(/[^\r\n]/g, ' ') : token));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function unreadable(file: string, why: string): CommandError {
  return new CommandError('ENVIRONMENT_FILE_UNREADABLE', `${file}: ${why}`);
}
