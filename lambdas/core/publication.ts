/** A person or an organisation that writes. */
export interface Person {
  name: string;
  email?: string;
  /** Absolute http(s) URL. */
  url?: string;
}

/** Who publishes: what `content/publication.yaml` says, checked. */
export interface Publication {
  title: string;
  description: string;
  /** Absolute http(s) URL without a slash at its end; every URL that Dateline makes starts with it. */
  baseUrl: string;
  /** BCP 47 tag: `en`, `de-AT`. */
  language: string;
  /** At least one; an article that names no author is by these. */
  authors: Person[];
  copyright?: string;
  /** Absolute URLs of a square icon and a wide logo. */
  icon?: string;
  logo?: string;
  /** `domain,date` that new `tag:` ids start with (RFC 4151 §2.1): `example.org,2026`. */
  tagAuthority?: string;
}
