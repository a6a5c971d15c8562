import { ENTITIES } from '../catalogue';
import { GOLD_TABLES } from '../gold';
import { KPIS } from '../kpis';
import { phiPolicyOf } from '../phi/tags';
import type { ProblemCode } from '../problems';
import type { ReportingView } from '../reporting/views';
import { extendedModel, GOLD_OF, type Model } from './extended-model';
import type { ExtensionProblem } from './extension-problem';
import type { ExtensionColumn, ExtensionSql, ExtensionTable, ModelExtension } from './extension-spec';
import { hiddenColumns, inputColumns, type ReportKind } from './report-inputs';
import { ruleProblems } from './rule-problems';
import { readSql } from './sql-check';
import type { SqlEngine } from './sql-functions';

/** Columns that every table has beside its own, or that SQL of the platform names. */
const RESERVED_COLUMNS = new Set(
  'hospital_id valid_from valid_to is_current known_from known_to known_at effective_from effective_to version versions spelling decided_at table_name kind state'.split(
    ' ',
  ),
);
/** Words that SQL of some engine reads as its own where a name stands. */
const SQL_WORDS = new Set(
  'all and any array as asc at between by case cast collate contains create cross cube current default define desc distinct else end enum escape except exclude exists extract false fetch following for from full group grouping groups hash having if ignore in inner intersect interval into is join lateral left like limit lookup merge natural new no not null nulls of offset on or order outer over partition preceding primary proto qualify range recursive references respect right rollup rows select set some struct table tablesample then to treat true unbounded union unique unnest using when where window with within'.split(
    ' ',
  ),
);

/** What is wrong with an extension whose fields have their types: names, keys, references, privacy, SQL. All of it at once. */
export function extensionProblems(extension: ModelExtension): ExtensionProblem[] {
  const problems = [
    ...tableNameProblems(extension),
    ...Object.entries(extension.columns).flatMap(([entity, columns]) => addedColumnProblems(entity, columns)),
    ...extension.tables.flatMap((table, index) =>
      newTableProblems(table).map((each) => ({ ...each, path: ['tables', index, ...each.path] })),
    ),
    ...ruleProblems(extension),
    ...reportNameProblems(extension),
  ];
  // What reports see follows from the tables: with those wrong, it would be guessed.
  return problems.length > 0 ? problems : reportProblems(extension, extendedModel(extension));
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
}

function tableNameProblems({ tables }: ModelExtension): ExtensionProblem[] {
  const taken = new Set([...ENTITIES, ...GOLD_TABLES].map(({ name }) => name));
  return tables.flatMap(({ name }, index): ExtensionProblem[] => {
    const path = ['tables', index, 'name'];
    const again = tables.findIndex((each) => each.name === name) < index;
    return [
      ...(taken.has(name)
        ? [{ code: 'MODEL_NAME_TAKEN' as const, path, message: `the base model has a table "${name}"` }]
        : []),
      ...(again ? [{ code: 'MODEL_NAME_TAKEN' as const, path, message: `two tables are called "${name}"` }] : []),
      ...wordProblems(name, path),
    ];
  });
}

function wordProblems(name: string, path: readonly (string | number)[]): ExtensionProblem[] {
  return SQL_WORDS.has(name) ? [{ code: 'MODEL_NAME_INVALID', path, message: `"${name}" is a word of SQL` }] : [];
}

function addedColumnProblems(entityName: string, columns: readonly ExtensionColumn[]): ExtensionProblem[] {
  const entity = ENTITIES.find(({ name }) => name === entityName);
  const at = ['columns', entityName];
  if (!entity) {
    const names = ENTITIES.map(({ name }) => name).join(', ');
    const message = `the base model has no table "${entityName}"; it has ${names}`;
    return [{ code: 'MODEL_REFERENCE_UNKNOWN', path: at, message }];
  }
  const gold = GOLD_TABLES.find(({ name }) => name === GOLD_OF[entityName]);
  return columns.flatMap((column, index): ExtensionProblem[] => {
    const path = [...at, index, 'name'];
    const taken = entity.columns.some(({ name }) => name === column.name);
    const inGold = column.inGold && gold?.columns.some(({ name }) => name === column.name);
    return [
      ...columnProblems(column, columns).map((each) => ({ ...each, path: [...at, index, ...each.path] })),
      ...(taken || inGold
        ? [
            {
              code: 'MODEL_NAME_TAKEN' as const,
              path,
              message: `${taken ? entityName : gold?.name} of the base model has a column "${column.name}"`,
            },
          ]
        : []),
    ];
  });
}

/** Problems of a column by itself and beside its neighbours. */
function columnProblems(column: ExtensionColumn, all: readonly ExtensionColumn[]): ExtensionProblem[] {
  const problems: ExtensionProblem[] = [...wordProblems(column.name, ['name'])];
  const report = (code: ProblemCode, field: string, message: string) => problems.push({ code, path: [field], message });
  if (RESERVED_COLUMNS.has(column.name))
    report('MODEL_NAME_TAKEN', 'name', `every table has a column "${column.name}" of its own`);
  if (all.filter(({ name }) => name === column.name).length > 1)
    report('MODEL_NAME_TAKEN', 'name', `two columns are called "${column.name}"`);
  if (column.unit === 'usd' && column.type !== 'NUMERIC')
    report('MODEL_TYPE_UNSUITED', 'unit', 'an amount of money is NUMERIC');
  if (column.padTo !== undefined && column.type !== 'STRING')
    report('MODEL_TYPE_UNSUITED', 'padTo', 'only a STRING keeps leading zeros');
  if (column.canonical !== undefined && column.type !== 'STRING')
    report('MODEL_TYPE_UNSUITED', 'canonical', 'only a STRING has spellings');
  const { treatment, mask } = phiPolicyOf(column);
  const canBeHashed = mask === 'SHA256' && column.type === 'STRING' && !column.reveals;
  if (column.shownAs === 'hashed' && !canBeHashed)
    report('MODEL_PHI_EXPOSED', 'shownAs', `a hash of a ${column.type} of class ${column.phi} would not hide it`);
  if (mask === null && column.phi !== 'none')
    report(
      'MODEL_PHI_EXPOSED',
      'phi',
      `class ${column.phi} has no mask: nobody could make the functions of the history`,
    );
  if (column.inGold && treatment === 'left_out' && column.shownAs !== 'hashed')
    report(
      'MODEL_PHI_EXPOSED',
      'inGold',
      `class ${column.phi} identifies a person and no report shows it: it stays in silver${canBeHashed ? ', or is shownAs hashed' : ''}`,
    );
  return problems;
}

/** Types whose values engines write alike: keys are compared as hashes of their texts. */
const KEY_TYPES = new Set<string>(['STRING', 'INT64', 'DATE']);

function newTableProblems(table: ExtensionTable): ExtensionProblem[] {
  const problems: ExtensionProblem[] = table.columns.flatMap((column, index) =>
    columnProblems(column, table.columns).map((each) => ({ ...each, path: ['columns', index, ...each.path] })),
  );
  const report = (code: ProblemCode, path: (string | number)[], message: string) =>
    problems.push({ code, path, message });
  for (const [index, key] of table.key.entries()) {
    const column = table.columns.find(({ name }) => name === key);
    if (!column) report('MODEL_KEY_INVALID', ['key', index], `the table has no column "${key}"`);
    else if (column.presence !== 'required')
      report('MODEL_KEY_INVALID', ['key', index], `"${key}" is part of the key: make it required`);
    else if (!KEY_TYPES.has(column.type))
      report('MODEL_KEY_INVALID', ['key', index], `"${key}" is a ${column.type}: a key is STRING, INT64 or DATE`);
  }
  for (const key of repeated(table.key)) report('MODEL_KEY_INVALID', ['key'], `"${key}" is in the key twice`);
  const cursor = table.columns.find(({ name }) => name === table.cursor);
  if (table.cursor !== null && !cursor)
    report('MODEL_KEY_INVALID', ['cursor'], `the table has no column "${table.cursor}"`);
  if (cursor && cursor.type !== 'TIMESTAMP')
    report('MODEL_TYPE_UNSUITED', ['cursor'], 'a cursor is a TIMESTAMP; null reads the whole table in every run');
  if (table.origin === 'reference' && table.columns.some(({ phi }) => phi !== 'none'))
    report(
      'MODEL_PHI_EXPOSED',
      ['origin'],
      'files of the group hold nothing about persons: bronze of references has no policy tags',
    );
  return problems;
}

function reportNameProblems({ tables, views, kpis }: ModelExtension): ExtensionProblem[] {
  const viewNames = [...GOLD_TABLES, ...tables].map(({ name }) => name);
  const ids = KPIS.map(({ id }) => id as string);
  return [
    ...views.flatMap(({ name, columns }, index): ExtensionProblem[] => {
      const path = ['views', index, 'name'];
      const taken = viewNames.includes(name) || views.findIndex((each) => each.name === name) < index;
      return [
        ...(taken ? [{ code: 'MODEL_NAME_TAKEN' as const, path, message: `there is a view "${name}"` }] : []),
        ...wordProblems(name, path),
        ...repeated(columns.map((column) => column.name)).map((column) => ({
          ...{ code: 'MODEL_NAME_TAKEN' as const, path: ['views', index, 'columns'] },
          message: `two columns are called "${column}"`,
        })),
      ];
    }),
    ...kpis.flatMap(({ id, grain }, index): ExtensionProblem[] => {
      const taken = ids.includes(id) || kpis.findIndex((each) => each.id === id) < index;
      return [
        ...(taken
          ? [{ code: 'MODEL_NAME_TAKEN' as const, path: ['kpis', index, 'id'], message: `there is a KPI "${id}"` }]
          : []),
        ...repeated(grain).map((each) => ({
          ...{ code: 'MODEL_GRAIN_INVALID' as const, path: ['kpis', index, 'grain'] },
          message: `"${each}" is in the grain twice`,
        })),
      ];
    }),
  ];
}

function reportProblems(extension: ModelExtension, model: Model): ExtensionProblem[] {
  const tables = model.views.filter(({ query }) => query === undefined);
  return [
    ...tables.flatMap(({ name, columns }) =>
      repeated(columns.map((column) => column.name)).map((column) => ({
        ...{ code: 'MODEL_NAME_TAKEN' as const, path: ['columns'] },
        message: `the view ${name} would have two columns "${column}"`,
      })),
    ),
    ...extension.views.flatMap((view, index) => [
      ...sqlProblems(view, 'view', tables, ['views', index]),
      ...view.columns.flatMap((column, place): ExtensionProblem[] => {
        const path = ['views', index, 'columns', place, 'phi'];
        if (phiPolicyOf(column).treatment === 'plain') return [];
        return [{ code: 'MODEL_PHI_EXPOSED', path, message: `a view shows no column of class ${column.phi}` }];
      }),
      ...(view.columns.some(({ name }) => name === 'hospital_id')
        ? []
        : [
            {
              ...{ code: 'MODEL_GRAIN_INVALID' as const, path: ['views', index, 'columns'] },
              message: "a view has hospital_id: a hospital's analysts see its rows only",
            },
          ]),
    ]),
    ...extension.kpis.flatMap((kpi, index) => {
      const path = ['kpis', index];
      const words = everySql(kpi.sql).map(({ text }) => readSql(text).words);
      const wanted = ['hospital_id', ...kpi.grain, 'numerator', ...(kpi.denominator === null ? [] : ['denominator'])];
      const missing = wanted.filter((name) => words.some((each) => !each.has(name)));
      return [
        ...sqlProblems(kpi, 'kpi', tables, path),
        ...missing.map((name) => ({
          ...{ code: 'MODEL_GRAIN_INVALID' as const, path: [...path, 'sql'] },
          message: `the rows need a column "${name}"`,
        })),
      ];
    }),
  ];
}

/** Each text of SQL, and the engine that runs it; null: all of them. */
function everySql(sql: ExtensionSql): { readonly text: string; readonly engine: SqlEngine | null }[] {
  if (typeof sql === 'string') return [{ text: sql, engine: null }];
  return [
    { text: sql.duckdb, engine: 'duckdb' },
    { text: sql.bigquery, engine: 'bigquery' },
  ];
}

function sqlProblems(
  { sql, inputs }: { readonly sql: ExtensionSql; readonly inputs: readonly string[] },
  kind: ReportKind,
  tables: readonly ReportingView[],
  at: readonly (string | number)[],
): ExtensionProblem[] {
  const known = inputs.flatMap((name) => tables.find((table) => table.name === name) ?? []);
  const unknown = inputs.flatMap((name, index): ExtensionProblem[] => {
    if (known.some((table) => table.name === name)) return [];
    const message = `gold has no table "${name}"; it has ${tables.map((table) => table.name).join(', ')}`;
    return [{ code: 'MODEL_REFERENCE_UNKNOWN', path: [...at, 'inputs', index], message }];
  });
  const names = new Set([...ENTITIES, ...GOLD_TABLES, ...tables].map(({ name }) => name));
  const found = everySql(sql).flatMap(({ text, engine }): ExtensionProblem[] => {
    const { problems, tables: read, words, defined } = readSql(text, engine);
    const path = [...at, 'sql'];
    const shown = new Set(known.flatMap((table) => inputColumns(table, kind).map(({ name }) => name)));
    const hidden = known
      .flatMap((table) => hiddenColumns(table, kind))
      .filter(({ name }) => words.has(name) && !shown.has(name));
    return [
      ...problems.map((message) => ({ code: 'MODEL_SQL_UNSUITED' as const, path, message })),
      ...defined
        .filter((name) => names.has(name))
        .map((name) => ({
          code: 'MODEL_SQL_UNSUITED' as const,
          path,
          message: `WITH ${name} hides the table of that name: choose another`,
        })),
      ...read
        .filter((name) => !inputs.includes(name))
        .map((name) => ({ code: 'MODEL_SQL_UNSUITED' as const, path, message: `"${name}" is not among its inputs` })),
      ...inputs
        .filter((name) => !read.includes(name))
        .map((name) => ({
          code: 'MODEL_SQL_UNSUITED' as const,
          path,
          message: `it does not read its input "${name}"`,
        })),
      ...hidden.map(({ name, why }) => ({
        ...{ code: 'MODEL_PHI_EXPOSED' as const, path },
        message: `"${name}" ${why}: no report has it in this form`,
      })),
    ];
  });
  const distinct = new Map(found.map((problem) => [problem.message, problem]));
  return [...unknown, ...distinct.values()];
}
