#!/usr/bin/env node
import('../dist/main.js').catch((error) => {
  const isMissing = error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes('main.js');
  console.error(isMissing ? 'touchline: not built yet\n  run: node bin/setup.js' : error);
  process.exitCode = isMissing ? 1 : 70;
});
