/** A column of a table as it has to fit: its heading and its values, one line each. */
export interface Column {
  readonly texts: readonly string[];
  /** Numbers stay whole; their heading may be broken at its spaces. */
  readonly isNumeric: boolean;
}

/** Columns beside each text: a space on either side and a line. */
const BORDER = 3;
/** No text is broken into pieces narrower than this. */
const NARROWEST = 10;
/** Where a text without spaces may be broken: behind one of these. */
const BREAKS = /(?<=[.,_/:;-])/;

/**
 * Widths at which a table is at most so wide. Texts are broken at spaces first, the widest first; where that is not enough, inside of words.
 * @returns null: the table has too many columns
 */
export function fittedWidths(columns: readonly Column[], most: number): number[] | null {
  const widths = columns.map(({ texts }) => longest(texts));
  const tooWide = () => widths.reduce((sum, width) => sum + width + BORDER, 1) - most;
  const byWords = columns.map(({ texts, isNumeric }) =>
    Math.max(longest(texts.flatMap((text, row) => (isNumeric && row > 0 ? text : text.split(' ')))), 1),
  );
  const byPieces = columns.map(({ isNumeric }, index) => {
    const words = byWords[index] ?? 0;
    return isNumeric ? words : Math.min(words, NARROWEST);
  });
  for (const least of [byWords, byPieces]) {
    while (tooWide() > 0) {
      const room = widths.map((width, index) => (width > (least[index] ?? 0) ? width : 0));
      const widest = room.indexOf(Math.max(...room));
      if ((room[widest] ?? 0) === 0) break;
      widths[widest] = (widths[widest] ?? 0) - 1;
    }
  }
  return tooWide() > 0 ? null : widths;
}

/** A text in lines of at most `width`, broken at spaces where that is possible. */
export function brokenLines(text: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  const put = (piece: string) => {
    if (line !== '' && (line + piece).trimEnd().length > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
    for (; line.trimEnd().length > width; line = line.slice(width)) lines.push(line.slice(0, width));
  };
  for (const word of text.split(/(?<= )/)) {
    // A word that fits into a line of its own stays whole.
    if (word.trimEnd().length <= width) put(word);
    else word.split(BREAKS).forEach(put);
  }
  return [...lines, line.trimEnd()].join('\n');
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, text.length), 0);
}
