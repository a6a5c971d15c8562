import { itJudges, OfType } from '../../../test/rule-cases';
import { noAccessLists } from './no-access-lists';

itJudges(noAccessLists, {
  type: 'google_storage_bucket_acl',
  reports: {
    'a predefined list': [{ bucket: 'b', predefined_acl: 'publicRead' }, 'predefined_acl'],
    'a list of entities, also a computed one': [{ bucket: 'b', role_entity: '${var.list}' }, 'role_entity'],
    'one entry of a bucket': [
      new OfType('google_storage_bucket_access_control', { bucket: 'b', entity: 'allUsers' }),
      'entity',
    ],
    'the list of new objects': [
      new OfType('google_storage_default_object_acl', { bucket: 'b', role_entity: ['READER:user-a@b.example'] }),
      'role_entity',
    ],
    'the list of one object': [new OfType('google_storage_object_acl', { bucket: 'b', object: 'o' }), 'bucket'],
  },
  accepts: {},
  ignores: { 'a grant by IAM': new OfType('google_storage_bucket_iam_member', { bucket: 'b' }) },
  unknown: {},
});
