import { typed } from './landed-rows.fixture';

jest.setTimeout(30_000);

/** The environment of the fixture is in Chicago: six hours behind UTC in winter, five in summer. */
describe('a day', () => {
  it.each([
    ['a time with Z is an instant: its day is the one in Chicago', '2025-02-01 02:15:00Z', '2025-01-31'],
    ['so is one without seconds', '2025-02-01T02:15Z', '2025-01-31'],
    ['so is one in UTC by name', '2025-02-01 02:15:00.5 UTC', '2025-01-31'],
    ['an offset counts', '2025-02-01 09:15:00+0530', '2025-01-31'],
    ['as hours alone', '2025-01-31 21:00:00-06', '2025-01-31'],
    ['with a colon, into the next day', '2025-01-31 23:30-08:00', '2025-02-01'],
    ['midnight in Chicago begins the day', '2025-02-01 06:00:00Z', '2025-02-01'],
    ['in summer an hour earlier', '2025-07-01 05:00:00Z', '2025-07-01'],
    ['a microsecond before it is the day before', '2025-07-01 04:59:59.999999Z', '2025-06-30'],
    ['a local time says its day itself', '2025-01-31 23:59:59', '2025-01-31'],
    ['so does a date', '2025-02-01', '2025-02-01'],
    ['and a date of the United States', '2/1/2025', '2025-02-01'],
  ])('%s', async (_, text, day) => expect(await typed('service_date', [text])).toEqual([day]));

  it.each(['2025-02-30 02:15:00Z', '2025-02-01 24:15:00Z', '2025-02-01 02:15:00+25:00', '0001-01-01 00:00:00Z'])(
    'does not come out of %s',
    async (text) => expect(await typed('service_date', [text])).toEqual([{ service_date: text }]),
  );

  it.each([
    ['2025-02-01 02:15:00', '2025-01-31'],
    ['2025-02-01 06:00:00', '2025-02-01'],
    ['2025-03-09 07:59:59', '2025-03-09'],
    ['2025-03-09 05:59:59.999999', '2025-03-08'],
    ['2025-02-01', '2025-02-01'],
    ['0000-00-00 00:00:00', { service_date: '0000-00-00 00:00:00' }],
  ])('of a column of instants is taken in Chicago though %s names no zone', async (text, day) =>
    expect(await typed('service_date', [text], undefined, ['service_date'])).toEqual([day]),
  );

  it('leaves a time of the source as it is: it is UTC', async () =>
    expect(await typed('inserted_at', ['2025-02-01 02:15:00Z'], undefined, ['inserted_at'])).toEqual([
      '2025-02-01 02:15:00+00',
    ]));
});
