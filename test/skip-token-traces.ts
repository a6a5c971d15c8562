import { skipTokenTraces } from '../stacks/synthesis/token-traces';

// Before every test file, as main.ts does: in jest each frame of a trace goes through source maps.
skipTokenTraces();
