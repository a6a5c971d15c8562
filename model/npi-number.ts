/** Prefix of an NPI when its check digit is computed: health applications, United States (45 CFR 162.406). */
const CARD_ISSUER = '80840';

/** Whether a text is a National Provider Identifier: 10 digits, the first 1 or 2, the last a Luhn check digit. The number may be unassigned. */
export function npiIsValid(npi: string): boolean {
  return /^[12][0-9]{9}$/.test(npi) && luhnSum(`${CARD_ISSUER}${npi}`) % 10 === 0;
}

/** The check digit of an NPI's first 9 digits. */
export function npiCheckDigit(body: string): number {
  return (10 - (luhnSum(`${CARD_ISSUER}${body}0`) % 10)) % 10;
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

/** What the prefix adds to the Luhn sum of every NPI. */
export const NPI_PREFIX_SUM = luhnSum(`${CARD_ISSUER}${'0'.repeat(10)}`);

/** Per place of an NPI, from the left: the digits in the order of what they add to the Luhn sum, from 0 to 9. */
export const NPI_DIGIT_WEIGHTS: readonly string[] = Array.from({ length: 10 }, (_, place) =>
  place % 2 === 0 ? '0516273849' : '0123456789',
);
