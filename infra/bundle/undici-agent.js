/**
 * In place of all of undici, 250 KB more: a browser's `fetch`, WebSockets, caches, proxies and mocks, and requests as
 * streams. A function dispatches its requests to an agent itself.
 */
export { default as buildConnector } from "../../node_modules/undici/lib/core/connect.js";
export { default as Agent } from "../../node_modules/undici/lib/dispatcher/agent.js";
