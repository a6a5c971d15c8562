import { type Answer, errorText } from '../google-cloud/google-api';
import { type Finding, unknown } from './finding';

const LOGIN = 'Run gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS.';

/**
 * Turns a response into a finding: `read` judges a found resource, `missing` an absent one. Every other response makes the finding unknown.
 * @param role the role that allows the request, e.g. `roles/browser`.
 */
export function judged(
  subject: string,
  answer: Answer,
  role: string,
  read: (body: never) => Finding,
  missing?: () => Finding,
): Finding {
  if (answer.kind === 'answer' && answer.status >= 200 && answer.status < 300) return read(answer.body as never);
  if (answer.kind === 'answer' && answer.status === 404 && missing) return missing();
  return unknownBecause(subject, answer, role);
}

/** An unknown finding: why, and what to do so that the next check succeeds. */
export function unknownBecause(subject: string, answer: Answer, role: string): Finding {
  if (answer.kind === 'unasked') {
    const next =
      answer.cause === 'no_credentials'
        ? LOGIN
        : 'Check that this machine can reach googleapis.com (HTTPS_PROXY), then try again.';
    return unknown(subject, answer.why, next);
  }
  const { status, body } = answer;
  const said = `HTTP ${status}${errorText(body) && `: ${errorText(body)}`}`;
  if (status === 401) return unknown(subject, 'Google rejects the credentials on this machine', LOGIN);
  const disabled = disabledService(body);
  if (disabled) return unknown(subject, `${disabled} is not enabled`, `gcloud services enable ${disabled}`);
  if (/quota project/i.test(said))
    return unknown(subject, said, 'gcloud auth application-default set-quota-project PROJECT');
  if (status === 403)
    return unknown(subject, 'these credentials lack permission', `Grant them ${role} in the project.`);
  return unknown(subject, said, 'Try again; the line above shows the response of Google.');
}

function disabledService(body: unknown): string | undefined {
  const details = (body as { error?: { details?: { reason?: string; metadata?: { service?: string } }[] } } | null)
    ?.error?.details;
  return Array.isArray(details)
    ? details.find(({ reason }) => reason === 'SERVICE_DISABLED')?.metadata?.service
    : undefined;
}
