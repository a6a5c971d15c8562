import { judged } from '../../../test/judged';
import { itJudges, OfType } from '../../../test/rule-cases';
import { exclusionKeptElsewhere } from './exclusion-kept-elsewhere';

const reads = 'logName:"cloudaudit.googleapis.com%2Fdata_access"';
const sink = { destination: 'storage.googleapis.com/audit' };

itJudges(exclusionKeptElsewhere, {
  type: 'google_logging_project_exclusion',
  beside: { google_logging_project_sink: { audit: sink } },
  reports: {
    everything: [{ filter: '' }, 'filter'],
    'a severity of any log': [{ filter: 'severity<ERROR' }, 'filter'],
    'audit logs of another project': [{ project: 'q', filter: reads }, 'filter'],
  },
  accepts: {
    'audit logs that a sink keeps': { filter: reads, description: 'Kept elsewhere' },
    'another log': { filter: 'logName:"requests"' },
    'one that is switched off': { filter: '', disabled: true },
  },
  ignores: { 'another type': new OfType('google_logging_metric', {}) },
  unknown: { 'a computed filter': { filter: '${var.filter}' } },
});

it('does not know whether a sink keeps them when only a part of the environment is given', () => {
  const resources = { google_logging_project_exclusion: { reads: { filter: reads } } };
  expect(judged(exclusionKeptElsewhere, resources, { complete: false }).unknown).toHaveLength(1);
});

it.each([
  ['is disabled', { disabled: true }],
  ['excludes them itself', { exclusions: [{ name: 'e', filter: 'logName:"data_access"' }] }],
  ['has a filter that lets less through', { filter: 'logName:"cloudaudit.googleapis.com" AND severity>=ERROR' }],
])('does not count a sink that %s', (_what, change) => {
  const resources = {
    google_logging_project_exclusion: { reads: { filter: reads } },
    google_logging_project_sink: { audit: { ...sink, ...change } },
  };
  expect(judged(exclusionKeptElsewhere, resources).defects).toEqual({
    'google_logging_project_exclusion.reads': ['filter'],
  });
});

it('finds an exclusion by a part of the name of an audit log, and by what it is not', () => {
  const exclusion = (filter: string) =>
    judged(exclusionKeptElsewhere, { google_logging_project_exclusion: { e: { filter } } });
  for (const filter of ['logName:"data_access"', 'NOT logName:"vpc_flows"', 'logName=~".*"'])
    expect(exclusion(filter).defects).toEqual({ 'google_logging_project_exclusion.e': ['filter'] });
});
