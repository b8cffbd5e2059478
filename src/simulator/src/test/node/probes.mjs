import Telnyx from 'telnyx';

/** Stands for every parameter object: has any id, nothing else, and no options for the request. */
const anything = new Proxy({}, { get: (_, name) => (/id$/i.test(String(name)) ? 'probe' : undefined) });

/** Every request that the SDK can make: objects with `method`, such as `calls.dial`, `verb` and `path`. */
export async function everyRequest() {
  const requests = [];
  let method;
  const client = new Telnyx({
    apiKey: 'none',
    baseURL: 'http://nowhere.example.test/v2',
    maxRetries: 0,
    fetch: async (url, { method: verb }) => {
      requests.push({ method, verb: verb.toUpperCase(), path: new URL(url).pathname });
      return Response.json({});
    },
  });
  for (const [name, send] of methods(client, [])) {
    method = name;
    try {
      await send();
    } catch (unusual) {
      // a handful need parameters of their own, or make no request at all: they are missing in the list
    }
  }
  return requests;
}

function* methods(resource, path) {
  for (const name of path.length ? Object.getOwnPropertyNames(Object.getPrototypeOf(resource)) : []) {
    if (name === 'constructor' || typeof resource[name] !== 'function') continue;
    yield [[...path, name].join('.'), () => resource[name]('probe', anything, {})];
  }
  for (const [name, child] of Object.entries(resource)) {
    if (child?._client) yield* methods(child, [...path, name]);
  }
}
