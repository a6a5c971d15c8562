import { judged } from '../../../test/judged';
import { breakGlass } from './break-glass';

const SOUND = {
  max_request_duration: '14400s',
  requester_justification_config: { unstructured: {} },
  additional_notification_targets: { admin_email_recipients: ['security@x.example'] },
};
const TYPE = 'google_privileged_access_manager_entitlement';

it('reports access that never expires, needs no reason, or notifies nobody', () => {
  const { additional_notification_targets: _notified, ...quiet } = SOUND;
  expect(
    judged(breakGlass, {
      [TYPE]: {
        long: { ...SOUND, max_request_duration: '28801s' },
        silent: { ...SOUND, requester_justification_config: { not_mandatory: {} } },
        quiet,
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      [`${TYPE}.long`]: ['max_request_duration'],
      [`${TYPE}.silent`]: ['requester_justification_config.unstructured'],
      [`${TYPE}.quiet`]: ['approval_workflow'],
    },
    unknown: [],
  });
});
it('accepts notification or approval, having looked at them', () => {
  const { additional_notification_targets: _notified, ...quiet } = SOUND;
  const approved = { ...quiet, max_request_duration: '28800s', approval_workflow: [{ manual_approvals: [{}] }] };
  expect(judged(breakGlass, { [TYPE]: { notified: SOUND, approved } })).toEqual({
    checked: 2,
    defects: {},
    unknown: [],
  });
});
it('is not about other resources', () => {
  expect(judged(breakGlass, { google_project_iam_member: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know what a variable will hold', () => {
  const variable = { ...SOUND, max_request_duration: '${var.duration}' };
  expect(judged(breakGlass, { [TYPE]: { variable } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [`${TYPE}.variable`],
  });
});
