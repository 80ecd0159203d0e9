package io.penstock.land;

import io.penstock.land.LandingSource.Seen;
import io.penstock.land.fetch.DownloadRequest;
import io.penstock.land.fetch.HttpDownload;
import io.penstock.plan.SourceNews;

/** Asks a server, by one HEAD request, whether its document has changed. */
record HttpLook(HttpSource source) {
  Seen look() {
    if (source.isPinned()) {
      return Seen.of(SourceNews.none("the file with this sha256 has been landed"));
    }
    if (source.landing().before().isEmpty()) {
      return Seen.of(SourceNews.some("nothing has landed yet"));
    }
    DownloadRequest request = source.request();
    return Seen.of(
        switch (new HttpDownload().ask(request)) {
          case SAME -> SourceNews.none("the server says that it has not changed");
          case OTHER -> SourceNews.some("the server has another file");
          case UNKNOWN -> SourceNews.UNKNOWN;
        });
  }
}
