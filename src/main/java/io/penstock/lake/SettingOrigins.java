package io.penstock.lake;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hadoop keeps for each of its 1,500 settings the file that it comes from, and writes that into
 * every job, compressed setting by setting: a fifteenth of the processor time of small runs. Nobody
 * reads it there. Hadoop has no way to leave it out, so its field is emptied; where that is not
 * possible, jobs are a little slower.
 */
final class SettingOrigins {
  private static final Logger LOG = LoggerFactory.getLogger(SettingOrigins.class);

  private SettingOrigins() {}

  /** Empties the list; copies that are made from now on have an empty one too. */
  static void forget(Configuration settings) {
    try {
      // The first file system that is asked for brings the classes of all others, some of which
      // add files of settings; then everything would be read again, with its origins.
      FileSystem.getFileSystemClass("file", settings);
      settings.size();
      Field origins = Configuration.class.getDeclaredField("updatingResource");
      origins.setAccessible(true);
      if (origins.get(settings) instanceof Map<?, ?> map) {
        map.clear();
      }
    } catch (ReflectiveOperationException | IOException | RuntimeException e) {
      LOG.info("the origins of Hadoop's settings stay in every job", e);
    }
  }
}
