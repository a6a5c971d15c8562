export * from './catalogue';
export * from './datasets';
export * from './spec';
export * from './types';
