/** Powers of ten that a scale may move the point by, in digits. */
const FURTHEST = 9;

/** A scale as digits that the point moves to the right, and a sign. */
export interface Scale {
  readonly digits: number;
  readonly negative: boolean;
}

/** Only powers of ten: with another factor no sum of cents would be exact. */
export function isScale(factor: number): boolean {
  return scaleOf(factor) !== null;
}

/** @returns null where the factor is not a power of ten within `FURTHEST`. */
export function scaleOf(factor: number): Scale | null {
  for (let digits = -FURTHEST; digits <= FURTHEST; digits++)
    if (Number(`1e${digits}`) === Math.abs(factor)) return { digits, negative: factor < 0 };
  return null;
}
