import { courseOfClaim } from './claims';
import { COMMERCIAL_PAYERS, DEPARTMENTS } from './codes';
import { priceOf } from './money';
import { Randomness } from './randomness';

const [payer] = COMMERCIAL_PAYERS;
const courses = Array.from({ length: 2000 }, (_, number) => {
  const random = new Randomness('course', number);
  const price = priceOf(random, DEPARTMENTS[0], payer);
  return { price, course: courseOfClaim(random, 1000, payer, price, false) };
});

it('starts pending, and each state comes on a later day', () => {
  for (const { course } of courses) {
    expect(course.events[0]).toMatchObject({ status: 'Pending', day: course.submitted, adjudicated: null });
    const days = course.events.map((event) => event.day);
    expect(days).toEqual([...new Set(days)].sort((one, other) => one - other));
  }
});

it('takes each of the ways a claim can go', () => {
  const ways = new Set(courses.map(({ course }) => course.events.map((event) => event.status[0]).join('')));
  // First letters: Pending or Paid, Approved, Denied, Rejected.
  expect([...ways]).toEqual(expect.arrayContaining(['PP', 'PA', 'PAP', 'PD', 'PDP', 'PR', 'PRPP']));
});

it('pays what the payer owes with the last approval, and nothing for a denied or rejected claim', () => {
  for (const { course, price } of courses) {
    const last = course.events.at(-1);
    const isRefused = last?.status === 'Denied' || last?.status === 'Rejected';
    // A deductible can take all that was allowed.
    if (isRefused || price.payerPays === 0) expect(course.payment).toBeNull();
    else expect(course.payment).toEqual({ day: last?.day, cents: price.payerPays });
    expect(last?.paid).toBe(course.payment?.cents ?? 0);
  }
});

it('goes straight to an approval when it is smooth', () => {
  for (let number = 0; number < 300; number++) {
    const random = new Randomness('smooth', number);
    const { events, submitted } = courseOfClaim(random, 1000, payer, priceOf(random, DEPARTMENTS[0], payer), true);
    expect(submitted).toBe(1001);
    expect(events.some((event) => event.status === 'Rejected' || event.status === 'Denied')).toBe(false);
  }
});
