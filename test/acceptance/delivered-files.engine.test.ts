import { failures } from './sample-pipeline';
import { CLAIMS, openSmallHospital, type SmallHospital } from './small-hospital';

jest.setTimeout(120_000);

const { header, paid, denied } = CLAIMS;

describe('delivered files', () => {
  let hospital: SmallHospital;
  afterEach(() => hospital.remove());

  const claims = () =>
    hospital.rows('select claim_id, claim_status, paid_amount from silver.claims where is_current order by claim_id');
  const BOTH = [
    { claim_id: 'C1', claim_status: 'Paid', paid_amount: '150' },
    { claim_id: 'C2', claim_status: 'Denied', paid_amount: '0' },
  ];

  it.each([
    ['CR, with a column that the model does not know', [`${header},Note`, `${paid},a`, `${denied},b`, ''].join('\r')],
    ['CR, without a line break at the end', [header, paid, denied].join('\r')],
    ['CR CRLF, as a second transfer in text mode leaves them', [header, paid, denied, ''].join('\r\r\n')],
    ['CR, then LF, as joined files have them', `${header}\r${paid}\r${denied}\n`],
  ])('with lines that end in %s, give every claim', async (_, content) => {
    hospital = await openSmallHospital();
    hospital.send('hospital-a/claims/claims_mac.csv', content);
    expect(failures(await hospital.run())).toEqual([]);
    expect(await claims()).toMatchObject(BOTH.map(({ claim_id, claim_status }) => ({ claim_id, claim_status })));
    expect(hospital.files('inbox')).toEqual([]);
  });

  it.each([
    ['Claim #', 'Paid Amt ($)'],
    ["5% of 'claims'", '(a.b/c-d)'],
    ['"Nº" `claim`; drop table x --', '支払額 {{}} ${x}'],
    ['  1st claim ', 'paid:amount\\'],
  ])('with a header that has %j and %j are mapped', async (claimId, paidAmount) => {
    hospital = await openSmallHospital({
      mapping: { claims: { columns: { [claimId]: 'claim_id', [paidAmount]: 'paid_amount' } } },
    });
    const cell = (name: string) => `"${name.replaceAll('"', '""')}"`;
    const named = header.replace('ClaimID', cell(claimId)).replace('PaidAmount', cell(paidAmount));
    hospital.send('hospital-a/claims/claims.csv', [named, paid, denied, ''].join('\n'));
    expect(failures(await hospital.run())).toEqual([]);
    expect(await claims()).toMatchObject(BOTH.map(({ claim_id, claim_status }) => ({ claim_id, claim_status })));
    const sums = 'select sum(paid_amount) as paid from silver.claims where is_current';
    expect(Number((await hospital.rows(sums))[0]?.['paid'])).toBe(150);
  });
});
