import { entitiesOf, entity } from '../../model/catalogue';
import { BASE_MODEL } from '../../model/model';
import type { Proposal, ProposedTable } from './proposal';

/** Location of the hospital's database, as in its construct. */
export interface ExistingDatabase {
  readonly host: string;
  readonly database: string;
  /** Left out for the default port. */
  readonly port?: number;
  readonly user?: string;
  /** Left out if a public authority signed the server's certificate. */
  readonly certificateAuthority?: 'private';
}

export type ClaimsCadence = 'monthly' | 'daily' | 'none';

/** The longest line; the same as in biome.json. */
const LINE_WIDTH = 120;
const STEP = '  ';
const EXISTING = 'Emr.existingMySql(';

/** A value of TypeScript: text that is code already, or an object with its comments. */
type Code = string | Members;
interface Members {
  readonly members: readonly (readonly [name: string, value: Code])[];
  /** Lines of comment at the end of the object. */
  readonly remarks?: readonly string[];
}

/**
 * The lines of `new Hospital(…)` as the project's formatter writes them. Comments in them mark what a person has to decide.
 * @param variable name of the environment in its file. @param indent blanks before the statement.
 */
export function hospitalSource(
  id: string,
  database: ExistingDatabase,
  claims: ClaimsCadence,
  proposal: Proposal,
  variable = 'environment',
  indent = STEP,
): string {
  const { host, database: name, port, user, certificateAuthority } = database;
  const emr = object([
    ['host', quote(host)],
    ['database', quote(name)],
    ...(port === undefined ? [] : [['port', String(port)] as const]),
    ...(user === undefined ? [] : [['user', quote(user)] as const]),
    ...(certificateAuthority === undefined ? [] : [['certificateAuthority', quote(certificateAuthority)] as const]),
  ]);
  const inner = indent + STEP;
  const mapping = proposal.tables.flatMap(tableMembers).sort(([left], [right]) => (left < right ? -1 : 1));
  const found = proposal.tables.map(({ entity: each }) => each);
  const isWhole = found.length === entitiesOf(BASE_MODEL, 'emr').length;
  const props: Members = {
    members: [
      ['emr', `${EXISTING}${written(emr, inner, LINE_WIDTH - `${inner}emr: ${EXISTING}),`.length)})`],
      ...(claims === 'none' ? [] : [['claims', `ClaimsInbox.${claims}Csv()`] as const]),
      ...(isWhole ? [] : [['tables', `[${found.map(quote).join(', ')}]`] as const]),
      ...(mapping.length === 0 ? [] : [['mapping', object(mapping)] as const]),
    ],
    remarks: remarks(proposal),
  };
  // The call opens and closes its object on the lines of its own brackets, however short it is.
  return `${indent}new Hospital(${variable}, ${quote(id)}, ${broken(props, indent)});`;
}

/** Mapping of a table; empty if every name is the usual one. */
function tableMembers({ entity: name, table, columns }: ProposedTable): [string, Code][] {
  const usual = entity(name);
  const renamed = columns.filter(({ column, source, stripPrefix }) => {
    const usualName = usual.columns.find((each) => each.name === column)?.source ?? '';
    // MySQL compares column names without case.
    return stripPrefix !== '' || source.toLowerCase() !== usualName.toLowerCase();
  });
  const members: [string, Code][] = [
    ...(table === usual.source ? [] : [['from', object([['table', quote(table)]])] as [string, Code]]),
    ...(renamed.length === 0
      ? []
      : [['columns', object(renamed.map((each) => [each.column, columnCode(each)]))] as [string, Code]]),
  ];
  return members.length === 0 ? [] : [[name, object(members)]];
}

function columnCode({ source, stripPrefix }: ProposedTable['columns'][number]): Code {
  if (stripPrefix === '') return quote(source);
  return object([
    ['column', quote(source)],
    ['stripPrefix', quote(stripPrefix)],
  ]);
}

/** What nobody but a person can decide, a line each. */
function remarks({ tables, missing }: Proposal): string[] {
  return [
    ...tables.flatMap(({ entity: name, holes }) =>
      holes.map(
        ({ column, required, reason, candidates }) =>
          `${required || candidates.length > 0 ? 'TO DECIDE' : 'NOT DELIVERED'}: ${name}.${column}: ${reason}${among(candidates.map(({ source }) => source))}`,
      ),
    ),
    ...missing.map(
      ({ entity: name, reason, candidates }) =>
        `TO DECIDE: ${name}: ${reason}${among(candidates.map(({ table }) => table))}`,
    ),
  ];
}

/** A name that a comment can hold: others could end it, or be read as something else. */
const IN_A_COMMENT = /^[\p{L}\p{N}_$][\p{L}\p{N}_$ .-]*$/u;

/** Names that a comment can hold. */
function among(names: readonly string[]): string {
  const safe = names.filter((name) => IN_A_COMMENT.test(name));
  return safe.length === 0 ? '' : `; perhaps ${safe.join(', ')}`;
}

function object(members: Members['members']): Members {
  return { members };
}

/** On one line where it fits after `taken` characters, else broken. */
function written(code: Code, indent: string, room: number): string {
  if (typeof code === 'string') return code;
  const line = `{ ${code.members.map(([name, value]) => `${key(name)}: ${written(value, '', Number.POSITIVE_INFINITY)}`).join(', ')} }`;
  return line.length <= room ? line : broken(code, indent);
}

function broken({ members, remarks: comments = [] }: Members, indent: string): string {
  const inner = indent + STEP;
  const lines = members.map(([name, value]) => {
    const start = `${inner}${key(name)}: `;
    return `${start}${written(value, inner, LINE_WIDTH - start.length - 1)},`;
  });
  return ['{', ...lines, ...comments.map((comment) => `${inner}// ${comment}`), `${indent}}`].join('\n');
}

function key(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : quote(name);
}

/** A text in the quotes of the project. What a reader would not see, such as a change of direction, is written as its number. */
function quote(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  const number = (unseen: string) => `\\u${unseen.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `'${escaped.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, number)}'`;
}
