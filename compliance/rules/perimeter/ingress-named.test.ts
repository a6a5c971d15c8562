import { itJudges } from '../../../test/rule-cases';
import { perimeterIngressNamed } from './ingress-named';

const FROM = { identities: ['serviceAccount:a@p.iam.gserviceaccount.com'], sources: [{ access_level: 'l' }] };
const TO = { resources: ['*'], operations: [{ service_name: 'storage.googleapis.com' }] };
const policy = (from: object, to: object = TO) => ({
  status: { ingress_policies: [{ ingress_from: { ...from }, ingress_to: { ...to } }] },
});
const PATH = 'status.ingress_policies';

itJudges(perimeterIngressNamed, {
  reports: {
    'google_access_context_manager_service_perimeter.any': [
      policy({ ...FROM, identity_type: 'ANY_IDENTITY' }),
      `${PATH}.ingress_from.identity_type`,
    ],
    'google_access_context_manager_service_perimeter.nobody': [
      policy({ ...FROM, identities: [] }),
      `${PATH}.ingress_from.identities`,
    ],
    'google_access_context_manager_service_perimeter.sources': [
      policy({ ...FROM, sources: [] }),
      `${PATH}.ingress_from.sources`,
    ],
    'google_access_context_manager_service_perimeter.services': [
      policy({ ...FROM, identity_type: 'ANY_USER_ACCOUNT' }, { operations: [{ service_name: '*' }] }),
      `${PATH}.ingress_to.operations.service_name`,
    ],
  },
  accepts: {
    'google_access_context_manager_service_perimeter.named': { ...policy(FROM), description: 'new' },
    'google_access_context_manager_service_perimeter.all': policy(FROM, { operations: [{ service_name: '*' }] }),
    'google_access_context_manager_service_perimeter.none': { status: [{ resources: ['projects/1'] }] },
  },
  ignores: { 'google_org_policy_policy.p': {} },
  unknown: { 'google_access_context_manager_service_perimeter.variable': { status: '${var.status}' } },
});
