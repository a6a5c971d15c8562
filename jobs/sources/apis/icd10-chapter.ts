/** First and last category of each chapter of ICD-10-CM's tabular list; the API does not report chapters. */
const CHAPTERS: readonly (readonly [first: string, last: string])[] = [
  ['A00', 'B99'],
  ['C00', 'D49'],
  ['D50', 'D89'],
  ['E00', 'E89'],
  ['F01', 'F99'],
  ['G00', 'G99'],
  ['H00', 'H59'],
  ['H60', 'H95'],
  ['I00', 'I99'],
  ['J00', 'J99'],
  ['K00', 'K95'],
  ['L00', 'L99'],
  ['M00', 'M99'],
  ['N00', 'N99'],
  ['O00', 'O9A'],
  ['P00', 'P96'],
  ['Q00', 'Q99'],
  ['R00', 'R99'],
  ['S00', 'T88'],
  ['U00', 'U85'],
  ['V00', 'Y99'],
  ['Z00', 'Z99'],
];

/** The chapter of a code as its range of categories, e.g. `E00-E89`; null: outside of all. */
export function icd10Chapter(code: string): string | null {
  const category = code.slice(0, 3);
  const chapter = CHAPTERS.find(([first, last]) => first <= category && category <= last);
  return chapter ? chapter.join('-') : null;
}
