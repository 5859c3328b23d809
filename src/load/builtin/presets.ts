import type { LoadSettings } from '../load-settings.ts';

/** Settings under a name; what the command line says besides goes before them. */
export interface Preset {
  readonly name: string;
  readonly about: string;
  readonly settings: Partial<LoadSettings>;
}

export const PRESETS: readonly Preset[] = [
  {
    name: 'connections-1000',
    about:
      'specification 018: 1000 clients at once on a pool of 50 and 20; each asks for an id and a row a second',
    settings: {
      workloads: [
        { name: 'select-id', weight: 1 },
        { name: 'point-select', weight: 1 },
      ],
      connections: 1000,
      ramp: 10,
      warmUp: 5,
      duration: 30,
      think: 1000,
      protocol: 'prepared',
    },
  },
  {
    name: 'point-select',
    about: '16 clients read one row by its key, prepared, without pause',
    settings: {
      workloads: [{ name: 'point-select', weight: 1 }],
      connections: 16,
      protocol: 'prepared',
      warmUp: 2,
    },
  },
  {
    name: 'vector-search',
    about: '8 clients look for the ten nearest vectors, without pause',
    settings: {
      workloads: [{ name: 'vector-search', weight: 1 }],
      connections: 8,
      protocol: 'prepared',
      warmUp: 2,
    },
  },
  {
    name: 'tpcb',
    about: '8 clients run bank transactions, as pgbench does',
    settings: {
      workloads: [{ name: 'tpcb-like', weight: 1 }],
      connections: 8,
      protocol: 'prepared',
      warmUp: 2,
    },
  },
  {
    name: 'steady',
    about: '200 point selects a second arrive at 32 connections, whatever the answers take',
    settings: {
      workloads: [{ name: 'point-select', weight: 1 }],
      connections: 32,
      rate: 200,
      protocol: 'prepared',
      warmUp: 2,
    },
  },
  {
    name: 'introspection',
    about: '4 clients look round in the catalog, as tools do',
    settings: { workloads: [{ name: 'introspection', weight: 1 }], connections: 4, warmUp: 2 },
  },
];
