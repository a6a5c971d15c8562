import type { Measurements } from '../../jobs/sources/mysql/measure';
import type { SurveyedTable } from '../../jobs/sources/mysql/survey';
import { entity } from '../../model/catalogue';
import { codesOf } from './check-codes';
import { shapeOf, TEXTS, typeFits } from './column-types';
import type { ColumnVerbs, Proposal, ProposedColumn, ProposedTable } from './proposal';
import { writtenDays } from './text-dates';

/** Share of references that must find an id for the two columns to hold the same ids. */
const MOST = 0.5;
/** Removing a prefix must find this many ids, and this many times more than without: a test extract may lack most of them. */
const CLEAR = { ids: 10, times: 10 } as const;

/** A reference: a column that holds ids of another table of the proposal. */
interface Reference {
  readonly from: ProposedTable;
  readonly column: PlainColumn;
  readonly to: ProposedTable;
  readonly key: PlainColumn;
}

/** A proposed column that comes from one column of the source. */
type PlainColumn = ProposedColumn & { readonly source: string };

function isPlain(column: ProposedColumn | undefined): column is PlainColumn {
  return column !== undefined && column.source !== null;
}

/**
 * Checks a proposal against values: a prefix that ids have in one table only, texts that are dates, written in some way, or numbers,
 * and codes. Tables that a preset reads with a query are known already.
 */
export async function checkValues(
  proposal: Proposal,
  survey: readonly SurveyedTable[],
  measurements: Measurements,
  progress: (questions: number) => void,
): Promise<Proposal> {
  const findings = new Findings();
  let asked = 0;
  for (const reference of references(proposal)) {
    await compareIds(reference, measurements, findings);
    progress(++asked);
  }
  for (const table of proposal.tables.filter(({ kind }) => kind !== 'query')) {
    const types = new Map(
      survey.find(({ name }) => name === table.table)?.columns.map((each) => [each.name, each.dataType]),
    );
    await checkTexts(table, types, measurements, findings);
    for (const { column, verbs, decision } of await codesOf(table, measurements)) {
      const proposed = table.columns.find((each) => each.column === column);
      if (proposed && verbs) findings.change(proposed, verbs, 'it holds letters for known words');
      if (decision) findings.decide(table, decision);
    }
    progress(++asked);
  }
  return { ...proposal, tables: proposal.tables.map((table) => findings.applyTo(table)) };
}

/** Collects results until they are put into the proposal. */
class Findings {
  private readonly changes = new Map<ProposedColumn, { verbs: ColumnVerbs; reason: string }>();
  private readonly invalid = new Map<ProposedColumn, string>();
  private readonly notes: { table: ProposedTable; note: string }[] = [];
  private readonly decisions: { table: ProposedTable; decision: string }[] = [];

  change(column: ProposedColumn, verbs: ColumnVerbs, reason: string): void {
    if (!this.changes.has(column)) this.changes.set(column, { verbs, reason });
  }

  refuse(column: ProposedColumn, reason: string): void {
    this.invalid.set(column, reason);
  }

  note(table: ProposedTable, note: string): void {
    this.notes.push({ table, note });
  }

  decide(table: ProposedTable, decision: string): void {
    this.decisions.push({ table, decision });
  }

  applyTo(table: ProposedTable): ProposedTable {
    const isRequired = new Map(
      entity(table.entity).columns.map(({ name, presence }) => [name, presence === 'required']),
    );
    const refused = table.columns.filter((column) => this.invalid.has(column));
    const columns = table.columns
      .filter((column) => !this.invalid.has(column))
      .map((column) => {
        const found = this.changes.get(column);
        if (!found) return column;
        return { ...column, verbs: { ...column.verbs, ...found.verbs }, reason: `${column.reason}; ${found.reason}` };
      });
    const holes = refused.map((column) => {
      const reason = this.invalid.get(column) ?? '';
      const { confidence } = column;
      const source = column.source ?? '';
      return {
        column: column.column,
        required: isRequired.get(column.column) ?? false,
        reason,
        candidates: [{ source, confidence: confidence / 2, reason: `${column.reason}, but ${reason}` }],
      };
    });
    const notes = this.notes.filter((each) => each.table === table).map(({ note }) => note);
    const order = entity(table.entity).columns.map(({ name }) => name);
    const decisions = this.decisions.filter((each) => each.table === table).map(({ decision }) => decision);
    return {
      ...table,
      columns,
      holes: [...table.holes, ...holes].sort((left, right) => order.indexOf(left.column) - order.indexOf(right.column)),
      notes: [...table.notes, ...notes],
      decisions: [...table.decisions, ...decisions],
    };
  }
}

function references({ tables }: Proposal): Reference[] {
  return tables.flatMap((to) => {
    const [name, ...others] = entity(to.entity).key;
    const key = to.columns.find(({ column }) => column === name);
    if (!isPlain(key) || others.length > 0 || to.kind === 'query') return [];
    return tables.flatMap((from) => {
      const column = from === to ? undefined : from.columns.find((each) => each.column === name);
      return isPlain(column) && from.kind !== 'query' ? [{ from, column, to, key }] : [];
    });
  });
}

async function compareIds(
  { from, column, to, key }: Reference,
  measurements: Measurements,
  findings: Findings,
): Promise<void> {
  const here = { table: from.table, column: column.source };
  const there = { table: to.table, column: key.source };
  const found = await measurements.referencesFound(here, there);
  if (found === null) {
    findings.note(from, `the server could not compare ${column.source} with the ids of ${to.table} in time`);
    return;
  }
  if (found.found >= found.looked * MOST) return;
  const prefixThere = await measurements.sharedPrefix(there);
  const better = async (adjust: { addToReference?: string; takeOff?: string }) => {
    const after = await measurements.referencesFound(here, there, adjust);
    const isBetter = after !== null && after.found >= Math.max(CLEAR.ids, CLEAR.times * found.found);
    if (isBetter && after.found < after.looked * MOST) {
      findings.note(
        from,
        `${after.looked - after.found} of ${after.looked} values of ${column.source} are not ids of ${to.table}`,
      );
    }
    return isBetter;
  };
  if (prefixThere && (await better({ addToReference: prefixThere }))) {
    findings.change(
      key,
      { stripPrefix: prefixThere },
      `every id begins with ${prefixThere}, those in ${from.table} do not`,
    );
    return;
  }
  const prefixHere = await measurements.sharedPrefix(here);
  if (prefixHere && (await better({ takeOff: prefixHere }))) {
    findings.change(
      column,
      { stripPrefix: prefixHere },
      `every id begins with ${prefixHere}, those of ${to.table} do not`,
    );
    return;
  }
  findings.note(from, `most values of ${column.source} are not ids of ${to.table}`);
}

async function checkTexts(
  table: ProposedTable,
  types: ReadonlyMap<string, string>,
  measurements: Measurements,
  findings: Findings,
): Promise<void> {
  const { columns } = entity(table.entity);
  for (const proposed of table.columns) {
    const column = columns.find(({ name }) => name === proposed.column);
    const pattern = column && shapeOf(column);
    if (!isPlain(proposed) || !column || !pattern) continue;
    if (typeFits(entity(table.entity), column, types.get(proposed.source) ?? '') !== 'shape') continue;
    const place = { table: table.table, column: proposed.source };
    const found = await measurements.shaped(place, pattern);
    const isText = TEXTS.includes(types.get(proposed.source) ?? '');
    if (found !== null && found.found === found.looked && (isText || found.looked > 0)) continue;
    const days = column.type === 'DATE' ? await writtenDays(measurements, place) : null;
    if (days !== null && 'format' in days) {
      findings.change(proposed, { format: days.format }, 'texts that are all written so');
      continue;
    }
    const what = column.type === 'NUMERIC' ? 'numbers' : 'dates like 2026-01-31';
    findings.refuse(
      proposed,
      days === null
        ? `its texts are not all ${what}`
        : `its texts may be written ${days.either.join(' or ')}; name the format`,
    );
  }
}
