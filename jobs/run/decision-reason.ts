import { JobError } from '../errors';

const LONGEST = 300;
/** What a reason must not hold: days, numbers of people, telephones, mail addresses, line breaks. */
const UNSAFE = [/\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/, /\d[\d -]{6,}\d/, /\S@\S/, /\p{Cc}/u];

/** @throws JobError `QUARANTINE_REASON_UNSAFE` for a reason that is empty, too long, or may hold data of a patient; it does not quote it. */
export function checkReason(reason: string): void {
  const length = reason.trim().length;
  if (length === 0 || length > LONGEST)
    throw new JobError('QUARANTINE_REASON_UNSAFE', `the reason has ${length} characters`);
  if (UNSAFE.some((pattern) => pattern.test(reason)))
    throw new JobError(
      'QUARANTINE_REASON_UNSAFE',
      'the reason holds what looks like a date, a number or an address of a person',
    );
}
