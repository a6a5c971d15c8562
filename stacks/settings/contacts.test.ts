import { contacts } from './contacts';

const groups = {
  engineers: 'engineers@sunrise.example',
  analysts: 'analysts@sunrise.example',
  reviewers: 'reviewers@sunrise.example',
};

it('notifies reviewers of security and engineers of technical matters, unless others are named', () => {
  expect(contacts({ groups }).map(({ email, categories }) => [email, categories.join(' ')])).toEqual([
    ['reviewers@sunrise.example', 'SUSPENSION SECURITY LEGAL'],
    ['engineers@sunrise.example', 'TECHNICAL PRODUCT_UPDATES'],
  ]);
  const named = { groups, securityContact: 'security@sunrise.example', technicalContact: 'operations@sunrise.example' };
  expect(contacts(named).map(({ email }) => email)).toEqual(['security@sunrise.example', 'operations@sunrise.example']);
});

it('makes one contact of one address', () => {
  expect(contacts({ groups, technicalContact: groups.reviewers })).toEqual([
    {
      role: 'security',
      email: groups.reviewers,
      categories: ['SUSPENSION', 'SECURITY', 'TECHNICAL', 'LEGAL', 'PRODUCT_UPDATES'],
    },
  ]);
});
