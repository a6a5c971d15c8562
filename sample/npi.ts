import { npiCheckDigit } from '../model/npi-number';

export { npiIsValid } from '../model/npi-number';

/** A National Provider Identifier: 9 digits, the first 1 for a person, and the Luhn check digit. */
export function npiOf(serial: number): string {
  const body = `1${String(serial).padStart(8, '0')}`;
  return `${body}${npiCheckDigit(body)}`;
}
