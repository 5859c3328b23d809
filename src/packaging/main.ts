import { join } from 'node:path';
import { makePackages } from './package.ts';
import { PROJECT } from './packages.ts';

/** `npm run package:ipm [-- FOLDER]`: makes the packages in FOLDER, or in `build`. */
const made = await makePackages(process.argv[2] ?? join(PROJECT, 'build'));
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
console.log(`gateway      ${made.gateway} (${megabytes(made.unpacked)})`);
console.log(`for IPM      ${made.module}`);
console.log(`             ${made.moduleArchive} (${megabytes(made.packed)})`);
console.log(`for npm      ${made.npmArchive}`);
