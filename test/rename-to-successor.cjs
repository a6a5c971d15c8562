// Preloaded (`node --require`): a program that requires cdktf gets its successor cdktn, the provider's bindings too.
const Module = require('node:module');

const FORMER = 'cdktf';
const SUCCESSOR = 'cdktn';
const resolve = Module._resolveFilename;

Module._resolveFilename = function resolveFilename(request, ...rest) {
  const isFormer = request === FORMER || request.startsWith(`${FORMER}/`);
  return resolve.call(this, isFormer ? SUCCESSOR + request.slice(FORMER.length) : request, ...rest);
};
