export * from './catalogue';
export * from './datasets';
export * from './graph';
export * from './kpis';
export * from './names';
export * from './problems';
export * from './spec';
export * from './types';
