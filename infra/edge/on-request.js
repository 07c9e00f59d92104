// Runs at CloudFront's edge for every request, before its cache (cloudfront-js-2.0: no imports, no newer syntax).

/** The documents of a feed; the page beside them is `index.html`. What lies in media is none whatever its name. */
var FEED_DOCUMENT = /^(?!\/media\/)(.*\/)(feed\.xml|atom\.xml|feed\.json)$/;

// eslint-disable-next-line no-unused-vars
function handler(event) {
  var request = event.request;
  var destination = request.headers["sec-fetch-dest"];

  // Somebody opened a feed in a browser: they get the page that shows the same and says how to subscribe.
  // Readers never send this header.
  if (FEED_DOCUMENT.test(request.uri) && destination && destination.value === "document") {
    request.uri = request.uri.replace(FEED_DOCUMENT, "$1index.html");
    return request;
  }
  if (request.uri.endsWith("/")) {
    request.uri += "index.html";
    return request;
  }
  // `/sections/sport` is a folder whose slash was forgotten; what lies in media is a file whatever its name.
  if (!/^\/media\/|\.[^/]*$/.test(request.uri)) {
    return {
      statusCode: 301,
      statusDescription: "Moved Permanently",
      headers: { location: { value: request.uri.replace(/^[/\\]+/, "/") + "/" } },
    };
  }
  return request;
}
