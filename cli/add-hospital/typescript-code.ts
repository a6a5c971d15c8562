/** The longest line; the same as in biome.json. */
export const LINE_WIDTH = 120;
/** One step of indentation. */
export const STEP = '  ';

/** A value of TypeScript: text that is code already, or an object with its comments. */
export type Code = string | Members;

/** An object of TypeScript. */
export interface Members {
  readonly members: readonly (readonly [name: string, value: Code])[];
  /** Lines of comment at the end of the object. */
  readonly remarks?: readonly string[];
}

/** An object of these members, in this order. */
export function object(members: Members['members']): Members {
  return { members };
}

/** On one line where it fits after `taken` characters, else broken. */
export function written(code: Code, indent: string, room: number): string {
  if (typeof code === 'string') return code;
  if (isTall(code)) return broken(code, indent);
  const line = `{ ${code.members.map(([name, value]) => `${key(name)}: ${written(value, '', Number.POSITIVE_INFINITY)}`).join(', ')} }`;
  return line.length <= room ? line : broken(code, indent);
}

/** Over several lines, whatever its length. */
export function broken({ members, remarks: comments = [] }: Members, indent: string): string {
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
export function quote(text: string): string {
  const count = (sign: string) => text.split(sign).length;
  // The formatter takes the quotes that need fewer escapes.
  const sign = count("'") > count('"') ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(sign, `\\${sign}`);
  const number = (unseen: string) => `\\u${unseen.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${sign}${escaped.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, number)}${sign}`;
}

/** A plain value as code: texts of several lines become template literals, which keep their lines. */
export function valueCode(value: unknown): Code {
  if (typeof value === 'string') return value.includes('\n') ? literal(value) : quote(value);
  if (Array.isArray(value))
    return `[${value.map((each) => written(valueCode(each), '', Number.POSITIVE_INFINITY)).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return object(Object.entries(value).map(([name, each]) => [name, valueCode(each)]));
  return String(value);
}

function literal(text: string): string {
  return `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
}

/** Whether a text of several lines is in it. */
function isTall({ members }: Members): boolean {
  return members.some(([, value]) => (typeof value === 'string' ? value.includes('\n') : isTall(value)));
}
