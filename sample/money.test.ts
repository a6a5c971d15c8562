import { DEPARTMENTS, PAYERS } from './codes';
import { moneyText, patientPayments, priceOf } from './money';
import { Randomness } from './randomness';

it.each([
  [0, '0.00'],
  [5, '0.05'],
  [-5, '-0.05'],
  [123456, '1234.56'],
  [-1230, '-12.30'],
])('%i cents are %s', (cents, text) => {
  expect(moneyText(cents)).toBe(text);
});

it('splits the allowed amount into what the payer and the patient owe, to the cent', () => {
  for (const department of DEPARTMENTS) {
    for (const payer of PAYERS) {
      const price = priceOf(new Randomness(department.name, payer.name), department, payer);
      expect(price.payerPays + price.deductible + price.coinsurance + price.copay).toBe(price.allowed);
      expect(price.allowed).toBeLessThanOrEqual(price.charge);
      expect(Object.values(price).every((cents) => Number.isInteger(cents) && cents >= 0)).toBe(true);
    }
  }
});

it('charges around the median of the department', () => {
  const random = new Randomness('median');
  const charges = Array.from({ length: 999 }, () => priceOf(random, DEPARTMENTS[0], null).charge);
  charges.sort((one, other) => one - other);
  expect(charges[499]).toBeGreaterThan(DEPARTMENTS[0].medianCharge * 0.9);
  expect(charges[499]).toBeLessThan(DEPARTMENTS[0].medianCharge * 1.1);
});

it('never takes more from a patient than is owed, and takes it after the bill', () => {
  const random = new Randomness('payments');
  const paid = new Set<string>();
  for (let patient = 0; patient < 300; patient++) {
    const payments = patientPayments(random, 1001, 100);
    const total = payments.reduce((sum, payment) => sum + payment.cents, 0);
    expect(total).toBeLessThanOrEqual(1001);
    expect(payments.every((payment) => payment.day > 100 && payment.cents > 0)).toBe(true);
    paid.add(total === 1001 ? `all in ${payments.length}` : total === 0 ? 'nothing' : 'a part');
  }
  expect(paid).toEqual(new Set(['all in 1', 'all in 2', 'a part', 'nothing']));
});
