/**
 * In place of Node's HTTP/2, which takes 5 ms to load: undici does without it, as on a Node that has none, and whatever a
 * function sends goes over HTTP/1.1.
 */
export const constants = {};
export default { constants };
