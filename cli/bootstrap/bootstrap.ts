import { setTimeout } from 'node:timers/promises';
import type { CloudProject } from '../../model/cloud-project';
import { CommandError } from '../errors/command-error';
import { type Answer, errorText, type GoogleApi, type GoogleService, type Question } from '../google-cloud/google-api';
import { type BucketState, stateBucketSettings, stateBucketWeaknesses } from '../google-cloud/state-bucket';
import { byHand, chunks, ENABLE_AT_ONCE, otherAgents } from './gcloud-commands';

/** The result of one step. */
export interface BootstrapResult {
  readonly step: 'project' | 'billing' | 'apis' | 'service agents' | 'logging account' | 'state bucket' | 'by hand';
  /**
   * `weaker`: it exists but protects less than it should, or differs from the environment file; nothing was changed. `left`: a person makes
   * it, and it was not looked for.
   */
  readonly outcome: 'made' | 'was there' | 'weaker' | 'not needed' | 'left';
  readonly detail: string;
  /** Commands for a person to run. */
  readonly next: readonly string[];
}

/** APIs that one request may name. https://cloud.google.com/service-usage/docs/reference/rest/v1/services/batchGet */
const GET_AT_ONCE = 30;
/** Milliseconds between two polls of an operation, and its longest duration. */
const POLL = { every: 2_000, longest: 300_000 } as const;
/** Enabling these APIs creates the agent; Google may refuse a request for it. */
const AGENT_BY_API = ['compute.googleapis.com', 'composer.googleapis.com'];

export interface BootstrapOptions {
  /** Reports work that takes a while. */
  readonly say: (line: string) => void;
  /** @default POLL.every */
  readonly pollMilliseconds?: number;
}

/**
 * Creates what must exist before the first deployment. Each step checks first and creates only what is missing, so it can be repeated.
 * Yields each result at once, so that finished steps are reported even if a later one fails.
 * @throws CommandError `CLOUD_UNREACHABLE`, `CLOUD_REFUSED`
 */
export async function* bootstrap(
  facts: CloudProject,
  api: GoogleApi,
  options: BootstrapOptions,
): AsyncGenerator<BootstrapResult, void> {
  const asked = new Bootstrap(facts, api, options);
  yield await asked.project();
  yield await asked.billing();
  yield await asked.apis();
  yield await asked.serviceAgents();
  yield await asked.loggingAccount();
  yield await asked.stateBucket();
  const left = byHand(facts);
  yield result('by hand', 'left', `${left.length} things that a person makes; look for them with rcm doctor`, left);
}

class Bootstrap {
  private readonly parent: string;

  constructor(
    private readonly facts: CloudProject,
    private readonly api: GoogleApi,
    private readonly options: BootstrapOptions,
  ) {
    this.parent = `projects/${facts.projectNumber}`;
  }

  async project(): Promise<BootstrapResult> {
    const { project, projectNumber } = this.facts;
    const { name = '' } = (await this.must('cloudresourcemanager', `/v3/projects/${project}`)) as { name?: string };
    if (name === `projects/${projectNumber}`)
      return result('project', 'was there', `${project}, number ${projectNumber}`);
    // Every agent's address contains the number: continuing would create the wrong ones.
    throw new CommandError(
      'CLOUD_REFUSED',
      `${project} has the number ${name.slice('projects/'.length)}, the environment file says ${projectNumber}`,
    );
  }

  async billing(): Promise<BootstrapResult> {
    const { project } = this.facts;
    const answer = await this.ask('cloudbilling', `/v1/projects/${project}/billingInfo`);
    const link = `gcloud billing projects link ${project} --billing-account=ACCOUNT`;
    if (answer.status !== 200) return result('billing', 'weaker', `unknown: ${text(answer)}`);
    if ((answer.body as { billingEnabled?: boolean }).billingEnabled) return result('billing', 'was there', 'on');
    throw new CommandError('CLOUD_REFUSED', `${project} has no billing account, which most APIs require: ${link}`);
  }

  async apis(): Promise<BootstrapResult> {
    const states = await Promise.all(
      chunks(this.facts.services, GET_AT_ONCE).map((part) =>
        this.must('serviceusage', `/v1/${this.parent}/services:batchGet`, {
          query: { names: part.map((service) => `${this.parent}/services/${service}`) },
        }),
      ),
    );
    const enabled = new Set(
      states
        .flatMap((state) => (state as { services?: { name: string; state: string }[] }).services ?? [])
        .filter(({ state }) => state === 'ENABLED')
        .map(({ name }) => name.split('/').at(-1)),
    );
    const missing = this.facts.services.filter((service) => !enabled.has(service));
    if (missing.length === 0) return result('apis', 'was there', `${enabled.size} are enabled`);
    this.options.say(`enabling ${missing.length} APIs, which takes a minute or two`);
    for (const serviceIds of chunks(missing, ENABLE_AT_ONCE)) {
      await this.operation(
        'v1',
        await this.must('serviceusage', `/v1/${this.parent}/services:batchEnable`, {
          method: 'POST',
          body: { serviceIds },
        }),
      );
    }
    return result('apis', 'made', `${missing.length} enabled: ${missing.join(', ')}`);
  }

  /** Requesting an agent creates it, or returns the existing one. */
  async serviceAgents(): Promise<BootstrapResult> {
    const { project, serviceAgents } = this.facts;
    this.options.say('requesting service agents');
    const found = new Map<string, string>();
    const storage = (await this.must('storage', `/storage/v1/projects/${project}/serviceAccount`)) as {
      email_address?: string;
    };
    found.set('storage.googleapis.com', storage.email_address ?? '');
    const bigquery = (await this.must('bigquery', `/bigquery/v2/projects/${project}/serviceAccount`)) as {
      email?: string;
    };
    found.set('bigquery.googleapis.com', bigquery.email ?? '');
    for (const service of otherAgents(this.facts)) {
      const path = `/v1beta1/${this.parent}/services/${service}:generateServiceIdentity`;
      const answer = await this.ask('serviceusage', path, { method: 'POST', body: {} });
      if (answer.status === 400 && AGENT_BY_API.includes(service)) continue;
      const done = await this.operation('v1beta1', this.accepted(answer));
      found.set(service, (done as { email?: string } | undefined)?.email ?? '');
    }
    const others = serviceAgents.filter(({ service, address }) => found.get(service) && found.get(service) !== address);
    if (others.length === 0) return result('service agents', 'made', `${serviceAgents.length} are there`);
    const names = others.map(({ service, address }) => `${service} has ${found.get(service)} and not ${address}`);
    return result('service agents', 'weaker', names.join('; '));
  }

  async loggingAccount(): Promise<BootstrapResult> {
    const { project, loggingAccount } = this.facts;
    const settings = (await this.must('logging', `/v2/projects/${project}/settings`)) as {
      kmsServiceAccountId?: string;
    };
    const { kmsServiceAccountId: account = loggingAccount } = settings;
    if (account === loggingAccount) return result('logging account', 'was there', account);
    return result('logging account', 'weaker', `it is ${account}, the environment says ${loggingAccount}`, [
      `# in the environment file: loggingKmsAccount: '${account}'`,
    ]);
  }

  async stateBucket(): Promise<BootstrapResult> {
    const { stateBucket, project } = this.facts;
    if (stateBucket === null)
      return result('state bucket', 'not needed', 'the state is in files on the machine that deploys');
    const found = await this.ask('storage', `/storage/v1/b/${stateBucket}`);
    if (found.status === 404) {
      await this.must('storage', '/storage/v1/b', {
        method: 'POST',
        query: { project },
        body: stateBucketSettings(this.facts),
      });
      return result('state bucket', 'made', `gs://${stateBucket}`);
    }
    const weaknesses = stateBucketWeaknesses(this.accepted(found) as BucketState, this.facts);
    if (weaknesses.length === 0) return result('state bucket', 'was there', `gs://${stateBucket}`);
    return result(
      'state bucket',
      'weaker',
      `gs://${stateBucket} was there: ${weaknesses.map(({ what }) => what).join('; ')}`,
      weaknesses.flatMap(({ command }) => command ?? []),
    );
  }

  private async ask(service: GoogleService, path: string, question?: Question) {
    const answer: Answer = await this.api.ask(service, path, question);
    if (answer.kind === 'unasked') throw new CommandError('CLOUD_UNREACHABLE', answer.why);
    return answer;
  }

  private async must(service: GoogleService, path: string, question?: Question): Promise<unknown> {
    return this.accepted(await this.ask(service, path, question));
  }

  private accepted(answer: { status: number; body: unknown }): unknown {
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw new CommandError('CLOUD_REFUSED', text(answer));
  }

  /** Waits for a long-running operation. @returns its response */
  private async operation(version: string, started: unknown): Promise<unknown> {
    const every = this.options.pollMilliseconds ?? POLL.every;
    let operation = started as { name?: string; done?: boolean; response?: unknown; error?: { message?: string } };
    for (let waited = 0; !operation.done && operation.name; waited += every) {
      if (waited > POLL.longest) throw new CommandError('CLOUD_REFUSED', `${operation.name} takes too long`);
      await setTimeout(every);
      operation = (await this.must('serviceusage', `/${version}/${operation.name}`)) as typeof operation;
    }
    if (operation.error) throw new CommandError('CLOUD_REFUSED', operation.error.message ?? 'an operation failed');
    return operation.response;
  }
}

function text({ status, body }: { status: number; body: unknown }): string {
  return `HTTP ${status}${errorText(body) && `: ${errorText(body)}`}`;
}

function result(
  step: BootstrapResult['step'],
  outcome: BootstrapResult['outcome'],
  detail: string,
  next: readonly string[] = [],
): BootstrapResult {
  return { step, outcome, detail, next };
}
