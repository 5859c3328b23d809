/** `npm run durability -- [--rounds 200]`: kills gateways while they commit; ends with 1 when a commit is lost or halved. */
import { parseArgs } from 'node:util';
import { crashRounds } from './crash-rounds.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '200' } } });
const { acknowledged, lost, halves } = await crashRounds(Number(values.rounds), console.log);
console.log(
  `${acknowledged} commits answered; lost: ${lost.join(' ') || 'none'}; halves: ${halves.join(' ') || 'none'}`,
);
process.exit(lost.length + halves.length === 0 ? 0 : 1);
