package io.penstock.land;

import io.penstock.lake.FileIdentity;
import io.penstock.lake.NewFile;
import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import io.penstock.land.mysql.NewFiles;
import io.penstock.ops.LandedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The files of one load of a table, in a folder of their own. */
final class LandedParquet implements NewFiles {
  private final Storage storage;
  private final StoragePath folder;
  private final String name;
  private final long batch;
  private final AtomicInteger number = new AtomicInteger();
  private final List<LandedFile> kept = Collections.synchronizedList(new ArrayList<>());

  /**
   * @param name what the files are called below their table
   */
  LandedParquet(Storage storage, StoragePath folder, String name, long batch) {
    this.storage = storage;
    this.folder = folder;
    this.name = name;
    this.batch = batch;
  }

  /** More files of the same load, which may be forgotten alone. */
  LandedParquet beside(String what) {
    return new LandedParquet(
        storage, storage.path(folder.text() + "-" + what), name + "-" + what, batch);
  }

  List<LandedFile> kept() {
    return List.copyOf(kept);
  }

  /** Forgets all of them. */
  void discard() throws IOException {
    storage.deleteBelow(folder);
  }

  @Override
  public Open open() throws IOException {
    String part = "part-%05d.parquet".formatted(number.getAndIncrement());
    StoragePath path = folder.resolve(part);
    NewFile file = storage.create(path);
    DigestOutputStream stream = new DigestOutputStream(file.stream(), sha256());
    return new Open() {
      @Override
      public OutputStream stream() {
        return stream;
      }

      @Override
      public void keep(long bytes) throws IOException {
        stream.flush();
        file.keep();
        kept.add(
            LandedFile.of(
                name + "/" + part,
                path.text(),
                bytes,
                FileIdentity.ofContent(
                    HexFormat.of().formatHex(stream.getMessageDigest().digest())),
                batch));
      }

      @Override
      public void discard() throws IOException {
        file.discard();
      }
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
