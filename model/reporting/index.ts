export * from './treatment';
export * from './view-sql';
export * from './views';
