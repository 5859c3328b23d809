import type { ServerResponse } from 'node:http';
import { BadRequest, jsonBody } from '../body.ts';
import type { Answer, Route } from '../route.ts';
import type { Assets } from './assets.ts';
import type { Viewers } from './stream.ts';

/** The inspector: its page, which tells nothing by itself, and what the page asks for. */
export function inspectorRoutes(viewers: Viewers, assets: Assets): readonly Route[] {
  return [
    {
      method: 'GET',
      path: /^\/inspector$/,
      shown: '/inspector',
      about: 'the inspector, a page for a browser',
      open: true,
      answer: (_gateway, _groups, _request, response) => page(assets, 'index.html', response),
    },
    {
      method: 'GET',
      path: /^\/inspector\/([a-z-]+\.(?:js|css|svg))$/,
      shown: '/inspector/FILE',
      about: 'files of that page',
      open: true,
      answer: (_gateway, [name = ''], _request, response) => page(assets, name, response),
    },
    {
      method: 'GET',
      path: /^\/inspector\/stream$/,
      shown: '/inspector/stream',
      about: 'actors, transitions, statements and the pool as they change (Server-Sent Events)',
      answer: (gateway, _groups, request, response) => {
        if (viewers.full) return { status: 503, body: { error: 'there are too many viewers already' } };
        viewers.open(gateway, request, response);
        return null;
      },
    },
    {
      method: 'POST',
      path: /^\/inspector\/(\d+)\/follow$/,
      shown: '/inspector/VIEWER/follow',
      about: 'whose messages a viewer is told: {"connection": "conn-7"}, "all" or "none"',
      answer: async (_gateway, [viewer], request) => {
        const { connection } = await jsonBody(request);
        if (typeof connection !== 'string') throw new BadRequest(400, 'connection must be a string');
        const feed = viewers.feed(Number(viewer));
        if (!feed) return { status: 404, body: { error: `there is no viewer ${viewer}` } };
        feed.follow(connection);
        return { status: 200, body: { connection } };
      },
    },
    {
      method: 'POST',
      path: /^\/translate$/,
      shown: '/translate',
      about: 'what becomes of SQL, which is not run: {"sql": "select ..."}',
      answer: async (gateway, _groups, request) => {
        const { sql } = await jsonBody(request);
        if (typeof sql !== 'string') throw new BadRequest(400, 'sql must be a string');
        return { status: 200, body: { statements: await gateway.describe(sql) } };
      },
    },
  ];
}

function page(assets: Assets, name: string, response: ServerResponse): Answer {
  if (assets.send(name, response)) return null;
  return { status: 404, body: { error: `there is no /inspector/${name}` } };
}
