/**
 * The same client, but what goes through its methods is remembered: `driven` has the names of the methods, such as
 * `calls.actions.gather`; `requests`, `responses` and `errors` the bodies.
 */
export function recorded(client, said) {
  return observe(client, [], said);
}

function observe(resource, path, said) {
  return new Proxy(resource, {
    get(target, name) {
      const value = target[name];
      if (typeof value === 'function') return (...parameters) => call(target, [...path, name], parameters, said);
      return value?._client ? observe(value, [...path, name], said) : value;
    },
  });
}

function call(resource, path, parameters, said) {
  const method = path.join('.');
  said.driven.add(method);
  const index = parameters.findIndex((parameter) => typeof parameter === 'object');
  if (index >= 0) said.requests.push({ method, index, body: parameters[index] });
  const promise = resource[path.at(-1)](...parameters);
  promise.then(
    // a page has more in it than what was sent
    (response) => said.responses.push({ method, body: response.getPaginatedItems ? response.body : response }),
    (failure) => failure.error && said.errors.push(failure.error),
  );
  return promise;
}
