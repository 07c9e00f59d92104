// Runs at CloudFront's edge for every response, after its cache (cloudfront-js-2.0: no imports, no newer syntax).
// A line before this one says: var settings = { baseUrl, hubs, cachedForEver };

/** The documents of a feed; what lies in media is none whatever its name. */
var FEED_DOCUMENT = /^(?!\/media\/).*\/(feed\.xml|atom\.xml|feed\.json)$/;

/** What on-request.js answers a browser with in place of a feed. */
var PAGE = /\/index\.html$/;

// eslint-disable-next-line no-unused-vars
function handler(event) {
  var response = event.response;
  var headers = response.headers;
  var uri = event.request.uri;
  var isFeed = FEED_DOCUMENT.test(uri);

  // WebSub §4: where a feed is subscribed to. One combined header, as some readers look at the first only.
  if (isFeed) {
    var links = settings.hubs.map(function (hub) {
      return "<" + hub + '>; rel="hub"';
    });
    links.push("<" + settings.baseUrl + spelt(uri) + '>; rel="self"');
    headers["link"] = { value: links.join(", ") };
  }
  // One address, two answers: a browser that keeps one must not give it for the other.
  if (isFeed || PAGE.test(uri)) {
    var vary = headers["vary"];
    headers["vary"] = { value: (vary ? vary.value + ", " : "") + "Sec-Fetch-Dest" };
  }
  // A file in media that is asked for by the digest of its bytes has others under another address.
  if (uri.startsWith("/media/") && event.request.querystring.v && response.statusCode < 400) {
    headers["cache-control"] = { value: settings.cachedForEver };
  }
  nameTheMediaType(headers);
  answerAsThePageSays(response);
  return response;
}

/** An address can be spelt in many ways, and is the topic of a subscription in one: as the documents spell it. */
function spelt(uri) {
  try {
    return decodeURIComponent(uri).split("/").map(encodeURIComponent).join("/");
    // eslint-disable-next-line no-unused-vars
  } catch (error) {
    return uri;
  }
}

/** CloudFront compresses by the media type that S3 keeps; readers get the one that stands in the metadata beside it. */
function nameTheMediaType(headers) {
  var type = headers["x-amz-meta-type"];
  delete headers["x-amz-meta-type"];
  if (type && headers["content-type"]) headers["content-type"] = { value: type.value };
}

/** S3 answers 200 with every object; that an article has gone or moved stands in the metadata of its page. */
function answerAsThePageSays(response) {
  var headers = response.headers;
  var status = headers["x-amz-meta-status"];
  var location = headers["x-amz-meta-location"];
  delete headers["x-amz-meta-status"];
  delete headers["x-amz-meta-location"];
  if (!status || response.statusCode === 304) return;
  if (status.value === "410") {
    response.statusCode = 410;
    response.statusDescription = "Gone";
  }
  if (status.value === "301" && location) {
    response.statusCode = 301;
    response.statusDescription = "Moved Permanently";
    headers["location"] = { value: location.value };
  }
  // With these a client could ask whether it has changed, and would be told 304 where it has to be told this.
  delete headers["etag"];
  delete headers["last-modified"];
}
