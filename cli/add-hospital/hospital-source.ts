import { entitiesOf, entity } from '../../model/catalogue';
import { BASE_MODEL } from '../../model/model';
import { isOpen, notDelivered, type Proposal, type ProposedColumn, type ProposedTable } from './proposal';
import {
  broken,
  type Code,
  LINE_WIDTH,
  type Members,
  object,
  quote,
  STEP,
  valueCode,
  written,
} from './typescript-code';

/** Location of the hospital's database, as in its construct. */
export interface ExistingDatabase {
  readonly host: string;
  readonly database: string;
  /** Left out for the default port. */
  readonly port?: number;
  readonly user?: string;
  /** Left out if a public authority signed the server's certificate. */
  readonly certificateAuthority?: 'private';
  /** Left out if the server's certificate is verified. */
  readonly tls?: 'none';
}

export type ClaimsCadence = 'monthly' | 'daily' | 'none';

const EXISTING = 'Emr.existingMySql(';

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
  const { host, database: name, port, user, certificateAuthority, tls } = database;
  const emr = object([
    ['host', quote(host)],
    ['database', quote(name)],
    ...(port === undefined ? [] : [['port', String(port)] as const]),
    ...(user === undefined ? [] : [['user', quote(user)] as const]),
    ...(certificateAuthority === undefined ? [] : [['certificateAuthority', quote(certificateAuthority)] as const]),
    ...(tls === undefined ? [] : [['tls', quote(tls)] as const]),
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
function tableMembers({ entity: name, reading, columns }: ProposedTable): [string, Code][] {
  const usual = entity(name);
  const renamed = columns.filter(({ column, source, verbs }) => {
    const usualName = usual.columns.find((each) => each.name === column)?.source ?? '';
    // MySQL compares column names without case.
    return source === null || Object.keys(verbs).length > 0 || source.toLowerCase() !== usualName.toLowerCase();
  });
  const { from, where, cursor } = reading;
  const members: [string, Code][] = [
    ...Object.entries({ from, where, cursor }).flatMap(([key, value]): [string, Code][] =>
      value === undefined ? [] : [[key, valueCode(value)]],
    ),
    ...(renamed.length === 0
      ? []
      : [['columns', object(renamed.map((each) => [each.column, columnCode(each)]))] as [string, Code]]),
  ];
  return members.length === 0 ? [] : [[name, object(members)]];
}

function columnCode({ source, verbs }: ProposedColumn): Code {
  if (source !== null && Object.keys(verbs).length === 0) return quote(source);
  return valueCode({ ...(source === null ? {} : { column: source }), ...verbs });
}

/** A line for each thing that a person must decide. */
function remarks({ tables, missing }: Proposal): string[] {
  return [
    ...tables.flatMap(({ entity: name, holes, decisions }) => [
      ...holes.filter(isOpen).map(({ column, reason, candidates }) => {
        const perhaps = among(candidates.map(({ source }) => source));
        return `TO DECIDE: ${name}.${column}: ${reason}${perhaps}`;
      }),
      ...[...notDelivered(holes)].map(([why, columns]) => `NOT DELIVERED: ${name}: ${columns.join(', ')}: ${why}`),
      ...decisions.map((decision) => `TO DECIDE: ${name}: ${decision}`),
    ]),
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
