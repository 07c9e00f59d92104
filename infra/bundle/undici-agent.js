/**
 * In place of all of undici, 250 KB more: a browser's `fetch`, WebSockets, caches, proxies and mocks. A function sends
 * requests with an agent, as undici's own entry puts them together.
 */
import api from "../../node_modules/undici/lib/api/index.js";
import buildConnector from "../../node_modules/undici/lib/core/connect.js";
import Agent from "../../node_modules/undici/lib/dispatcher/agent.js";
import Dispatcher from "../../node_modules/undici/lib/dispatcher/dispatcher.js";

Object.assign(Dispatcher.prototype, api);
export { Agent, buildConnector };
