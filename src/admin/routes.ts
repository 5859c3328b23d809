import { parseAreaLevels, type AreaLevels } from '../diagnostics/log/levels.ts';
import { BadRequest, jsonBody } from './body.ts';
import { Assets } from './inspection/assets.ts';
import { inspectorRoutes } from './inspection/inspector-routes.ts';
import type { Viewers } from './inspection/stream.ts';
import type { Answer, Route } from './route.ts';
import { poolView, sessionView } from './views.ts';

/** Everything the admin port answers. `folder` has the files of the inspector's page. */
export function routesOf(viewers: Viewers, folder: URL): readonly Route[] {
  const routes: readonly Route[] = [...ROUTES, ...inspectorRoutes(viewers, new Assets(folder))];
  const index: Route = {
    method: 'GET',
    path: /^\/$/,
    shown: '/',
    about: 'this list',
    answer: ({ version }) =>
      ok({
        'iris-pgwire': version,
        routes: [index, ...routes].map(({ method, shown, about }) => `${method} ${shown}: ${about}`),
      }),
  };
  return [index, ...routes];
}

export const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/health\/live$/,
    shown: '/health/live',
    about: 'the process answers',
    open: true,
    answer: () => ok({ status: 'live' }),
  },
  {
    method: 'GET',
    path: /^\/health\/ready$/,
    shown: '/health/ready',
    about: '200 while clients are served, else 503',
    open: true,
    answer: (gateway) => {
      const status = gateway.readiness();
      const ready = status === 'ready' && gateway.pool().health !== 'Unhealthy';
      return {
        status: ready ? 200 : 503,
        body: { status: status === 'ready' && !ready ? 'unhealthy' : status },
      };
    },
  },
  {
    method: 'GET',
    path: /^\/health$/,
    shown: '/health',
    about: 'health of the backend, connections in use and available (feature 018)',
    answer: (gateway) => {
      const { health, inUse, available } = gateway.pool();
      return ok({
        status: health,
        active: inUse,
        available,
        readiness: gateway.readiness(),
        backend: gateway.backend,
        version: gateway.version,
        sessions: gateway.sessions().length,
        uptime_seconds: Math.floor(process.uptime()),
      });
    },
  },
  {
    method: 'GET',
    path: /^\/metrics$/,
    shown: '/metrics',
    about: 'Prometheus',
    answer: (gateway, _groups, request, response) =>
      gateway.prometheus(request, response)
        ? null
        : { status: 503, body: { error: 'metrics are not measured yet' } },
  },
  {
    method: 'GET',
    path: /^\/pool$/,
    shown: '/pool',
    about: 'backend connections',
    answer: (gateway) => ok(poolView(gateway.pool())),
  },
  {
    method: 'GET',
    path: /^\/translation$/,
    shown: '/translation',
    about: 'plan cache and translation threads',
    answer: (gateway) => ok({ ...gateway.translation() }),
  },
  {
    method: 'GET',
    path: /^\/sessions$/,
    shown: '/sessions',
    about: 'clients and what they do; statements without their literals',
    answer: (gateway) => ok({ sessions: gateway.sessions().map(sessionView) }),
  },
  {
    method: 'POST',
    path: /^\/sessions\/(\d+)\/cancel$/,
    shown: '/sessions/PID/cancel',
    about: 'stops what a session runs (57014)',
    answer: (gateway, [pid]) => found(gateway.cancel(Number(pid)), pid),
  },
  {
    method: 'POST',
    path: /^\/sessions\/(\d+)\/terminate$/,
    shown: '/sessions/PID/terminate',
    about: 'ends a session (57P01)',
    answer: (gateway, [pid]) => found(gateway.terminate(Number(pid)), pid),
  },
  {
    method: 'GET',
    path: /^\/log-levels$/,
    shown: '/log-levels',
    about: 'the level of each area of the log',
    answer: ({ logLevels }) => ok(logLevels.all()),
  },
  {
    method: 'PUT',
    path: /^\/log-levels$/,
    shown: '/log-levels',
    about: 'changes levels until the next reload: {"pool": "debug"}',
    answer: async ({ logLevels }, _groups, request) => {
      logLevels.change(areaLevels(await jsonBody(request)));
      return ok(logLevels.all());
    },
  },
  {
    method: 'POST',
    path: /^\/drain$/,
    shown: '/drain',
    about: 'ends the gateway as SIGTERM does',
    answer: (gateway) => {
      gateway.drain();
      return { status: 202, body: { status: 'draining' } };
    },
  },
  {
    method: 'POST',
    path: /^\/reload$/,
    shown: '/reload',
    about: 'reads access rules, userlist and log level again, as SIGHUP does',
    answer: (gateway) => {
      const { error } = gateway.reload();
      return error === null
        ? ok({ status: 'reloaded' })
        : { status: 409, body: { error: `not reloaded: ${error}` } };
    },
  },
];

/** @throws BadRequest for an area or a level that there is not */
function areaLevels(body: Readonly<Record<string, unknown>>): AreaLevels {
  try {
    return parseAreaLevels(
      Object.entries(body)
        .map(([area, level]) => `${area}=${String(level)}`)
        .join(','),
    );
  } catch (error) {
    throw new BadRequest(400, (error as Error).message);
  }
}

function ok(body: object): Answer {
  return { status: 200, body };
}

function found(there: boolean, pid: string | undefined): Answer {
  return there ? ok({ pid: Number(pid) }) : { status: 404, body: { error: `there is no session ${pid}` } };
}
