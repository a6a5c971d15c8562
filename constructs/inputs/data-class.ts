/**
 * What a resource holds, as its label `data_class`: `phi`: protected health information; `deidentified`: results without
 * identifiers; `audit`: who did what; `code`: programs and settings; `none`: nothing.
 */
export const DATA_CLASSES = ['phi', 'deidentified', 'audit', 'code', 'none'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

/** Label that says what a resource holds; group, stage, hospital and owner are the stack's to add. */
export function dataClassLabel(dataClass: DataClass): { data_class: DataClass } {
  return { data_class: dataClass };
}
