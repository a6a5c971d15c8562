import type { SpecProblem } from '../../model/problems';
import type { HospitalSpecInput } from '../../model/spec';
import type { HospitalProps } from '../props/hospital-props';
import { type Refused, readRows, refuse } from './lookup-rows';

type GroupLookup = 'payers' | 'departments';

/** The columns of a lookup of the group, by the names of its header line; the first two have a value in every line. */
const GROUP_COLUMNS: Readonly<Record<GroupLookup, Readonly<Record<string, string>>>> = {
  payers: {
    ...{ source: 'source', payer: 'payer', name: 'name', plan_type: 'planType' },
    electronic_payer_id: 'electronicPayerId',
  },
  departments: { source: 'source', department: 'department', name: 'name' },
};

/** Lookups of the group as a customer writes them: the lines, or a file of the project. */
type GivenLookups = Pick<HospitalProps, GroupLookup>;

/** The lookups of the group with the lines of their files; the spec's schema checks the values. */
export function withGroupLookups(
  given: GivenLookups,
  path: string,
  project = process.cwd(),
): { readonly lookups: Pick<HospitalSpecInput, GroupLookup>; readonly problems: SpecProblem[] } {
  const problems: SpecProblem[] = [];
  const linesOf = (kind: GroupLookup): Record<string, string>[] | undefined => {
    const from = given[kind];
    if (from === undefined) return undefined;
    if (!('lookup' in from)) return from.map(trimmed);
    const read = readGroupLookup(kind, from.lookup, project);
    if (!('code' in read)) return read.lines;
    problems.push({ ...read, path: `${path}.${kind}.lookup` });
    return undefined;
  };
  const [payers, departments] = [linesOf('payers'), linesOf('departments')];
  return {
    lookups: {
      ...(payers === undefined ? {} : { payers: payers as unknown as HospitalSpecInput['payers'] }),
      ...(departments === undefined ? {} : { departments: departments as unknown as HospitalSpecInput['departments'] }),
    },
    problems,
  };
}

function readGroupLookup(
  kind: GroupLookup,
  file: string,
  project: string,
): { readonly lines: Record<string, string>[] } | Refused {
  const refused = refuse(file);
  const read = readRows(file, project);
  if ('code' in read) return read;
  const [header = [], ...rows] = read.rows;
  const fields = GROUP_COLUMNS[kind];
  const names = header.map((each) => each.trim());
  const required = Object.keys(fields).slice(0, 2);
  if (
    names.some((name) => !Object.hasOwn(fields, name)) ||
    new Set(names).size < names.length ||
    required.some((name) => !names.includes(name))
  )
    return refused(
      'LOOKUP_LINE_INVALID',
      `has other columns in line 1 than ${Object.keys(fields).join(', ')}, of which the first two must be there`,
    );
  if (rows.length === 0) return refused('LOOKUP_LINE_INVALID', 'has a header line and no other');
  const lines: Record<string, string>[] = [];
  const sources = new Set<string>();
  for (const [index, row] of rows.entries()) {
    if (row.length !== names.length)
      return refused(
        'LOOKUP_LINE_INVALID',
        `has ${row.length} columns in row ${index + 2}; its header has ${names.length}`,
      );
    const line = trimmed(Object.fromEntries(names.map((name, place) => [fields[name] ?? name, row[place] ?? ''])));
    const { source } = line;
    if (source === undefined || line[required[1] ?? ''] === undefined)
      return refused('LOOKUP_LINE_INVALID', `has no ${required.join(' or no ')} in row ${index + 2}`);
    if (sources.has(source)) return refused('LOOKUP_KEY_REPEATED', `has the source of row ${index + 2} twice`);
    sources.add(source);
    lines.push(line);
  }
  return { lines };
}

/** The fields that have a value, without the blanks at its ends, which no comparison counts. */
function trimmed(line: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(line).flatMap(([field, value]) => {
      const text = typeof value === 'string' ? value.replace(/^ +| +$/g, '') : value;
      return text === '' || text === undefined ? [] : [[field, text]];
    }),
  );
}
