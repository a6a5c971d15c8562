import { checkReason } from './decision-reason';

it.each(['the payer confirms it', 'ticket 4711, see the contract of 2024', 'a test of the sender'])(
  'takes the reason %j',
  (reason) => expect(() => checkReason(reason)).not.toThrow(),
);

it.each([
  ...['born 1980-02-03', 'paid 02/30/2025', 'SSN 900-00-0001', 'call 555 010 0199', 'MRN 12345678'],
  ...['ask rosa@quill.example', 'two\nlines', ' ', 'x'.repeat(301)],
])('refuses the reason %j and does not quote it', (reason) => {
  expect(() => checkReason(reason)).toThrow(expect.objectContaining({ code: 'QUARANTINE_REASON_UNSAFE' }));
  if (reason.trim() !== '') expect(() => checkReason(reason)).toThrow(expect.not.stringContaining(reason));
});
