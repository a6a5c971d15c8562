import type { SpecProblem } from '../../model/problems';
import type { HospitalSpecInput } from '../../model/spec';
import { type Refused, readRows, refuse } from './lookup-rows';

type Mapping = NonNullable<HospitalSpecInput['mapping']>;

/**
 * The mapping with the lines of its lookup files, which are in the project: the container that runs the pipeline has no files of it.
 * A lookup is a CSV file of two columns with a header line: the source's value, and the model's (empty: no value).
 * @param path of the mapping, for problems.
 * @param project folder that lookups are named from. @default the folder that synth runs in
 */
export function withLookups(
  mapping: Mapping,
  path: string,
  project = process.cwd(),
): { readonly mapping: Mapping; readonly problems: SpecProblem[] } {
  const problems: SpecProblem[] = [];
  const filled = mapValues(mapping, (table, tableName) => {
    if (!isObject(table) || !isObject(table.columns)) return table;
    const columns = mapValues(table.columns, (from, column) => {
      const file = lookupOf(from);
      if (file === null || typeof from === 'string') return from;
      const place = `${path}.${tableName}.columns.${column}.values.lookup`;
      const found = readValues(file, project);
      if ('code' in found) {
        problems.push({ ...found, path: place });
        // One problem is enough: the spec's schema would say that the file was not read.
        return { ...from, values: { lookup: file, lines: { '': null } } };
      }
      return { ...from, values: { lookup: file, lines: found.lines } };
    });
    return { ...table, columns };
  });
  return { mapping: filled, problems };
}

/** Without a prototype: keys such as `__proto__` stay what they are, and the spec refuses them. */
function mapValues<Value>(record: Readonly<Record<string, Value>>, of: (value: Value, key: string) => Value) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, of(value, key)]));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The file that a column's values are looked up in; null: they are not. */
function lookupOf(from: unknown): string | null {
  if (!isObject(from) || !('values' in from) || !isObject(from.values)) return null;
  const { values } = from;
  return Object.keys(values).join() === 'lookup' && 'lookup' in values && typeof values.lookup === 'string'
    ? values.lookup
    : null;
}

/** The lines of a value map: the source's value and the model's, whatever the header line calls them. */
function readValues(file: string, project: string): { readonly lines: Record<string, string | null> } | Refused {
  const refused = refuse(file);
  const read = readRows(file, project);
  if ('code' in read) return read;
  const [header = [], ...found] = read.rows;
  if (header.length !== 2)
    return refused('LOOKUP_LINE_INVALID', `has ${header.length} columns in line 1; there are two`);
  if (found.length === 0) return refused('LOOKUP_LINE_INVALID', 'has a header line and no other');
  const lines = new Map<string, string | null>();
  for (const [index, [key = '', value = '', ...more]] of found.entries()) {
    // The place and not the value: it may be about a person.
    if (key === '' || more.length > 0 || found[index]?.length !== 2)
      return refused('LOOKUP_LINE_INVALID', `has no key, or not two columns, in row ${index + 2}`);
    if (lines.has(key)) return refused('LOOKUP_KEY_REPEATED', `has the key of row ${index + 2} twice`);
    lines.set(key, value === '' ? null : value);
  }
  return { lines: Object.fromEntries(lines) };
}
