import { EnvironmentSecrets } from './secrets';

describe('EnvironmentSecrets', () => {
  const secrets = new EnvironmentSecrets({ RCM_SECRET_HOSPITAL_A_EMR: ' s3cret ', RCM_SECRET_EMPTY: '' });

  it('reads a secret exactly, from the variable that stands for its name', async () => {
    expect(await secrets.read('hospital-a.emr')).toBe(' s3cret ');
  });
  it.each(['hospital-b-emr', 'empty'])('names the secret %s that is not there', async (name) => {
    await expect(secrets.read(name)).rejects.toMatchObject({
      code: 'SECRET_MISSING',
      detail: expect.stringContaining(name),
    });
  });
});
