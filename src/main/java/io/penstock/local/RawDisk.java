package io.penstock.local;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The files of this machine for Hadoop, without starting a process for each of them: where its
 * native library is missing, Hadoop's own class runs {@code chmod}, {@code ls} and {@code
 * readlink}, twelve times for one small Delta commit.
 */
class RawDisk extends RawLocalFileSystem {
  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    java.nio.file.Path file = pathToFile(path).toPath();
    try {
      Files.setPosixFilePermissions(file, posix(permission));
    } catch (UnsupportedOperationException e) {
      super.setPermission(path, permission);
    } catch (NoSuchFileException e) {
      throw notFound(path, e);
    }
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    PosixFileAttributes found;
    try {
      found = Files.readAttributes(pathToFile(path).toPath(), PosixFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw notFound(path, e);
    } catch (UnsupportedOperationException e) {
      return super.getFileStatus(path);
    }
    return new FileStatus(
        found.isDirectory() ? 0 : found.size(),
        found.isDirectory(),
        1,
        getDefaultBlockSize(path),
        found.lastModifiedTime().toMillis(),
        found.lastAccessTime().toMillis(),
        hadoop(found.permissions()),
        found.owner().getName(),
        found.group().getName(),
        path.makeQualified(getUri(), getWorkingDirectory()));
  }

  @Override
  public FileStatus getFileLinkStatus(Path path) throws IOException {
    java.nio.file.Path file = pathToFile(path).toPath();
    boolean link = Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Files.isSymbolicLink(file);
    return link ? super.getFileLinkStatus(path) : getFileStatus(path);
  }

  private static FileNotFoundException notFound(Path path, IOException cause) {
    FileNotFoundException error = new FileNotFoundException("File " + path + " does not exist");
    error.initCause(cause);
    return error;
  }

  private static Set<PosixFilePermission> posix(FsPermission permission) {
    Set<PosixFilePermission> posix = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    FsAction[] actions = {
      permission.getUserAction(), permission.getGroupAction(), permission.getOtherAction()
    };
    for (int who = 0; who < actions.length; who++) {
      // The constants stand in the order owner, group, others; each read, write, execute.
      add(posix, actions[who].implies(FsAction.READ), all[3 * who]);
      add(posix, actions[who].implies(FsAction.WRITE), all[3 * who + 1]);
      add(posix, actions[who].implies(FsAction.EXECUTE), all[3 * who + 2]);
    }
    return posix;
  }

  private static void add(Set<PosixFilePermission> to, boolean given, PosixFilePermission one) {
    if (given) {
      to.add(one);
    }
  }

  private static FsPermission hadoop(Set<PosixFilePermission> posix) {
    int mode = 0;
    for (PosixFilePermission one : posix) {
      mode |= 1 << (8 - one.ordinal());
    }
    return new FsPermission((short) mode);
  }
}
