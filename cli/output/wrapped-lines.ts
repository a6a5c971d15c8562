/** Columns of a line for people. */
const WIDTH = 80;

/** A space at which no line is broken: it keeps a command on one line, so that it can be copied. */
export const UNBROKEN = '\u00a0';

/** Text broken at spaces into lines of at most 80 columns; those after the first are indented. A longer word keeps its line. */
export function wrappedLines(text: string, indentation = '  '): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(last === undefined ? word : indentation + word);
  }
  return lines.map((line) => line.replaceAll(UNBROKEN, ' '));
}
