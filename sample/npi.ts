/** Stands before the NPI when its check digit is computed: health applications, United States (45 CFR 162.406). */
const CARD_ISSUER = '80840';

/** A National Provider Identifier: 9 digits, the first 1 for a person, and the Luhn check digit. */
export function npiOf(serial: number): string {
  const body = `1${String(serial).padStart(8, '0')}`;
  return `${body}${(10 - (luhnSum(`${CARD_ISSUER}${body}0`) % 10)) % 10}`;
}

/** Whether the check digit of a 10-digit NPI is right. */
export function npiIsValid(npi: string): boolean {
  return /^[12][0-9]{9}$/.test(npi) && luhnSum(`${CARD_ISSUER}${npi}`) % 10 === 0;
}

/** Digits summed from the right, every second one doubled and its digits summed. */
function luhnSum(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighted = index % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum;
}
