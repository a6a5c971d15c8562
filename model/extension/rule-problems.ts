import { ENTITIES } from '../catalogue';
import type { ProblemCode } from '../problems';
import type { LogicalType, QualityRule } from '../types';
import type { ExtensionProblem } from './extension-problem';
import type { ExtensionRule, ModelExtension } from './extension-spec';

/** Ids that the platform gives to rules of its own. */
const OWN_RULES =
  /^(line_.*|known_.*|unmapped_.*|described_alike|id_spelling_.*|conflicting_rows|discarded|unreadable_line|null_text|fewer_lines|ambiguous_dates|mixed_spellings|delivery_held|required|unreadable)$/;
/** What RE2 lacks: it would refuse these at run time. */
const NOT_RE2 = /\(\?[=!]|\(\?<[=!]|\\[1-9]/;

const NUMBERS: readonly LogicalType[] = ['NUMERIC', 'INT64'];
const TIMES: readonly LogicalType[] = ['DATE', 'TIMESTAMP'];

/** What is wrong with the rules and value sets of an extension. */
export function ruleProblems(extension: ModelExtension): ExtensionProblem[] {
  const added = Object.entries(extension.rules).flatMap(([name, rules]) => {
    const entity = ENTITIES.find((each) => each.name === name);
    const at = ['rules', name];
    if (!entity) {
      const own = extension.tables.some((table) => table.name === name)
        ? '; a new table has its rules in `quality`'
        : '';
      const message = `the base model has no table "${name}"${own}`;
      return [{ code: 'MODEL_REFERENCE_UNKNOWN' as const, path: at, message }];
    }
    const columns = [...entity.columns, ...(extension.columns[name] ?? [])];
    return everyRule(rules, columns, entity.quality, extension, at);
  });
  const ofTables = extension.tables.flatMap((table, index) =>
    everyRule(table.quality, table.columns, [], extension, ['tables', index, 'quality']),
  );
  return [...added, ...ofTables];
}

interface TypedColumn {
  readonly name: string;
  readonly type: LogicalType;
}

function everyRule(
  rules: readonly ExtensionRule[],
  columns: readonly TypedColumn[],
  others: readonly QualityRule[],
  { valueSets }: ModelExtension,
  at: readonly (string | number)[],
): ExtensionProblem[] {
  return rules.flatMap((rule, index) => {
    const problems: ExtensionProblem[] = [];
    const report = (code: ProblemCode, field: string[], message: string) =>
      problems.push({ code, path: [...at, index, ...field], message });
    if (others.some(({ id }) => id === rule.id) || rules.findIndex(({ id }) => id === rule.id) < index)
      report('MODEL_NAME_TAKEN', ['id'], `the table has a rule "${rule.id}"`);
    if (OWN_RULES.test(rule.id)) report('MODEL_NAME_TAKEN', ['id'], `"${rule.id}" is a rule of the platform`);
    const { check } = rule;
    const typed = (name: string, field: string, types: readonly LogicalType[]) => {
      const column = columns.find((each) => each.name === name);
      if (!column) report('MODEL_REFERENCE_UNKNOWN', ['check', field], `the table has no column "${name}"`);
      else if (!types.includes(column.type))
        report(
          'MODEL_TYPE_UNSUITED',
          ['check', field],
          `"${name}" is ${column.type}; ${check.kind} is for ${types.join(' and ')}`,
        );
      return column?.type;
    };
    const EVERY: readonly LogicalType[] = ['STRING', 'INT64', 'NUMERIC', 'DATE', 'TIMESTAMP', 'BOOL'];
    switch (check.kind) {
      case 'at_least':
        typed(check.column, 'column', NUMBERS);
        if (check.unless) typed(check.unless.column, 'unless', ['STRING']);
        break;
      case 'one_of':
        typed(check.column, 'column', ['STRING']);
        break;
      case 'in_value_set':
        typed(check.column, 'column', ['STRING']);
        if (!Object.hasOwn(valueSets, check.valueSet))
          report('MODEL_REFERENCE_UNKNOWN', ['check', 'valueSet'], `there is no value set "${check.valueSet}"`);
        break;
      case 'pattern':
        typed(check.column, 'column', ['STRING']);
        if (NOT_RE2.test(check.regex) || !isRegex(check.regex))
          report(
            'MODEL_TYPE_UNSUITED',
            ['check', 'regex'],
            'not a pattern of RE2, which has no look-around and no \\1',
          );
        break;
      case 'not_before':
      case 'at_most_column': {
        const types = check.kind === 'not_before' ? TIMES : NUMBERS;
        const [one, other] = [typed(check.column, 'column', types), typed(check.other, 'other', types)];
        if (check.kind === 'not_before' && one && other && one !== other)
          report('MODEL_TYPE_UNSUITED', ['check', 'other'], `a ${one} is not compared with a ${other}`);
        break;
      }
      case 'plausible_date':
        typed(check.column, 'column', TIMES);
        break;
      case 'present':
        typed(check.column, 'column', EVERY);
    }
    return problems;
  });
}

function isRegex(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
