import { z } from 'zod';
import { checkedText } from './checked-text';
import { MOST_VALUES } from './mapping/mapping-spec';
import type { ProblemCode } from './problems';

/** Slice and member of rows without a payer or department, so no payer of the group has this id. */
const RESERVED = 'unknown';

const lineOf = (most: number, what: string) =>
  checkedText(
    'LOOKUP_LINE_INVALID',
    // Blanks at the ends are cut off before: a spelling with them is the same spelling.
    new RegExp(`^(?! )[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]{1,${most}}(?<! )$`, 'u'),
    `${what} is one line of 1 to ${most} characters, without blanks at its ends`,
  );

/** A payer's or department's id in the group. It has no `/`, which stands between a hospital and an id of its own. */
const groupId = checkedText(
  'LOOKUP_LINE_INVALID',
  new RegExp(`^(?!${RESERVED}$)[A-Za-z0-9][A-Za-z0-9._-]{0,59}$`),
  `an id of the group has 1 to 60 letters, digits, points, _ or -, starts with a letter or a digit, and is not "${RESERVED}"`,
);
const source = lineOf(200, 'the id of the source');
const name = lineOf(200, 'a name').optional();

/** A payer id, or a spelling, of a hospital's sources, and the group's payer that it means. */
export interface PayerLine {
  /** As the sources have it. Blanks at its ends do not count, its case does. */
  readonly source: string;
  /** Id of the group's payer: the same in the lookups of all hospitals. */
  readonly payer: string;
  /** As reports show the payer. @default its id */
  readonly name?: string | undefined;
  /** E.g. Commercial, Medicare Advantage, Medicaid. @default unknown */
  readonly planType?: string | undefined;
  /** Id by which clearing houses know the payer: loop 2010BB of a claim. @default unknown */
  readonly electronicPayerId?: string | undefined;
}

/** A department id of a hospital's sources, and the group's department that it is. */
export interface DepartmentLine {
  /** As the sources have it. Blanks at its ends do not count, its case does. */
  readonly source: string;
  /** Id of the group's department: the same in the lookups of all hospitals. */
  readonly department: string;
  /** As reports show the department. @default its id */
  readonly name?: string | undefined;
}

const payerLine: z.ZodType<PayerLine, PayerLine> = z.strictObject({
  source,
  payer: groupId,
  name,
  planType: lineOf(60, 'a plan type').optional(),
  electronicPayerId: lineOf(60, 'an electronic payer id').optional(),
});
const departmentLine: z.ZodType<DepartmentLine, DepartmentLine> = z.strictObject({ source, department: groupId, name });

/** The lines of a lookup: some, not too many, each value of the source once. */
function lookup<Line extends z.ZodType<{ source: string }>>(line: Line) {
  const wrong = (code: ProblemCode, error: string) => ({ error, params: { code } });
  return z
    .array(line)
    .refine((lines) => lines.length > 0, wrong('LOOKUP_LINE_INVALID', 'a lookup has at least one line'))
    .refine(
      (lines) => lines.length <= MOST_VALUES,
      wrong('LOOKUP_TOO_LONG', `a lookup has at most ${MOST_VALUES} lines`),
    )
    .refine(
      (lines) => new Set(lines.map((each) => each.source)).size === lines.length,
      wrong('LOOKUP_KEY_REPEATED', 'a value of the source is in two lines'),
    );
}

/** The lookups of a hospital's part of the spec. */
export const groupLookupFields = {
  /** Which payer of the group each payer id of the hospital means. Absent: each is a payer of the hospital alone. */
  payers: lookup(payerLine).optional(),
  /** Which department of the group each department of the hospital is. Absent: the group does not compare them. */
  departments: lookup(departmentLine).optional(),
};

export type LookupKind = 'payer' | 'department';

/** The part of a hospital's spec that this file reads. */
export interface WithLookups {
  readonly id: string;
  readonly payers?: readonly PayerLine[] | undefined;
  readonly departments?: readonly DepartmentLine[] | undefined;
}

/** What lookups say about a member of the group; a field that none says is absent. */
export interface MemberDescription {
  readonly name?: string | undefined;
  readonly planType?: string | undefined;
  readonly electronicPayerId?: string | undefined;
}

/** A line of either kind. */
export interface LookupLine extends MemberDescription {
  readonly kind: LookupKind;
  readonly hospital: string;
  readonly source: string;
  readonly groupId: string;
}

/** Every line of the hospitals' lookups, in order of hospital id and, within a lookup, as written. */
export function lookupLines(hospitals: readonly WithLookups[]): LookupLine[] {
  return [...hospitals]
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .flatMap(({ id: hospital, payers = [], departments = [] }) => [
      ...payers.map(({ payer, ...line }): LookupLine => ({ ...line, kind: 'payer', hospital, groupId: payer })),
      ...departments.map(
        ({ department, ...line }): LookupLine => ({ ...line, kind: 'department', hospital, groupId: department }),
      ),
    ]);
}

const DESCRIPTION = ['name', 'planType', 'electronicPayerId'] as const;
/** What people call the fields. */
const FIELD_WORDS = { name: 'name', planType: 'plan type', electronicPayerId: 'electronic payer id' } as const;

/** A line that describes its payer or department otherwise than an earlier one. */
export interface DifferentDescription {
  readonly line: LookupLine;
  /** e.g. `payer "aetna" has the name "Aetna" in hospital-a and "Aetna Inc" in hospital-b` */
  readonly message: string;
}

/**
 * The members of the group, by kind and id, and the lines that contradict them. Of each field the first line that fills it holds, in the
 * order of `lookupLines`, so that the same parts of a spec always give the same member, whichever of them was deployed last.
 */
export function groupMembers(lines: readonly LookupLine[]): {
  readonly members: ReadonlyMap<string, MemberDescription>;
  readonly differences: readonly DifferentDescription[];
} {
  const members = new Map<string, MemberDescription>();
  const saidBy = new Map<string, string>();
  const differences: DifferentDescription[] = [];
  for (const line of lines) {
    const key = memberKey(line);
    const known = members.get(key) ?? {};
    const described: Record<string, string | undefined> = { ...known };
    for (const field of DESCRIPTION) {
      const said = line[field];
      if (said === undefined) continue;
      const before = known[field];
      if (before === undefined) {
        described[field] = said;
        saidBy.set(`${key} ${field}`, line.hospital);
      } else if (before !== said)
        differences.push({
          line,
          message: `${line.kind} "${line.groupId}" has the ${FIELD_WORDS[field]} "${before}" in ${saidBy.get(`${key} ${field}`)} and "${said}" in ${line.hospital}`,
        });
    }
    members.set(key, described);
  }
  return { members, differences };
}

/** Key of a line's member in `groupMembers`. */
export const memberKey = ({ kind, groupId }: Pick<LookupLine, 'kind' | 'groupId'>) => `${kind} ${groupId}`;
