import { npiIsValid, npiOf } from './npi';

it.each([
  // The worked example of the standard, and one digit off.
  ['1234567893', true],
  ['1234567890', false],
  ['123456789', false],
  ['3234567891', false],
])('%s valid: %s', (npi, valid) => {
  expect(npiIsValid(npi)).toBe(valid);
});

it('makes valid numbers, all different', () => {
  const made = Array.from({ length: 500 }, (_, serial) => npiOf(serial * 37));
  expect(made.every(npiIsValid)).toBe(true);
  expect(new Set(made).size).toBe(500);
});
