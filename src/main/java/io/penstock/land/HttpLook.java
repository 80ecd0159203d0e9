package io.penstock.land;

import io.penstock.land.fetch.HttpDownload;
import io.penstock.plan.SourceNews;

/** Asks a server, by one HEAD request, whether its document has changed. */
record HttpLook(HttpSource source) {
  SourceNews look() {
    if (source.isPinned()) {
      return SourceNews.none("the file with this sha256 has been landed");
    }
    if (source.landing().before().isEmpty()) {
      return SourceNews.some("nothing has landed yet");
    }
    if (source.location().sha256().isPresent()) {
      // What is pinned is not what has landed: only the bytes themselves tell.
      return SourceNews.UNKNOWN;
    }
    return switch (new HttpDownload().ask(source.request())) {
      case SAME -> SourceNews.none("the server says that it has not changed");
      case OTHER -> SourceNews.some("the server has another file");
      case UNKNOWN -> SourceNews.UNKNOWN;
    };
  }
}
