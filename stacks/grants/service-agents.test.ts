import { KEYS } from '../../model/names';
import { serviceAgents } from './service-agents';

it('lets Logging’s own account use the key of the logs: the one that was given, or the documented one of the project', () => {
  expect(serviceAgents('logging', '123')).toEqual(['serviceAccount:cmek-p123@gcp-sa-logging.iam.gserviceaccount.com']);
  const given = 'cmek-x9@gcp-sa-logging.iam.gserviceaccount.com';
  expect(serviceAgents('logging', '123', given)).toEqual([`serviceAccount:${given}`]);
});

it('asks for no agent of a service that Composer 3 does not use', () => {
  expect(serviceAgents('composer', '123')).toEqual([
    'serviceAccount:service-123@cloudcomposer-accounts.iam.gserviceaccount.com',
    'serviceAccount:service-123@gs-project-accounts.iam.gserviceaccount.com',
  ]);
});

it('has somebody for every key, each an address of the project', () => {
  for (const key of KEYS) {
    const members = serviceAgents(key, '123');
    expect(members.length).toBeGreaterThan(0);
    expect(
      members.filter((member) => !/^serviceAccount:[a-z-]+(-p)?123@[a-z-]+\.iam\.gserviceaccount\.com$/.test(member)),
    ).toEqual([]);
  }
});
