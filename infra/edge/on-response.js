// Runs at CloudFront's edge for every response, after its cache (cloudfront-js-2.0: no imports, no newer syntax).
// A line before this one says: var settings = { baseUrl, hubs };

/** The documents of a feed. */
var FEED_DOCUMENT = /\/(feed\.xml|atom\.xml|feed\.json)$/;

/** What on-request.js answers a browser with in place of a feed. */
var PAGE = /\/index\.html$/;

// eslint-disable-next-line no-unused-vars
function handler(event) {
  var response = event.response;
  var uri = event.request.uri;
  var isFeed = FEED_DOCUMENT.test(uri);

  // WebSub §4: where a feed is subscribed to. One combined header, as some readers look at the first only.
  if (isFeed) {
    var links = settings.hubs.map(function (hub) {
      return "<" + hub + '>; rel="hub"';
    });
    links.push("<" + settings.baseUrl + uri + '>; rel="self"');
    response.headers["link"] = { value: links.join(", ") };
  }
  // One address, two answers: a browser that keeps one must not give it for the other.
  if (isFeed || PAGE.test(uri)) {
    var vary = response.headers["vary"];
    response.headers["vary"] = { value: (vary ? vary.value + ", " : "") + "Sec-Fetch-Dest" };
  }
  return response;
}
