package io.penstock.format;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file: the records that begin between two places of it. A record that begins inside
 * and ends behind it belongs to it.
 *
 * @param from in bytes; 0 for the part with the file's beginning, header included
 * @param to in bytes
 * @param aligned whether a record begins at {@code from}; else the first line that does
 * @param line how many lines of the file come before it
 * @param header the names of the file's columns, for a part that does not have them
 * @param width how many fields a record has; 0: as many as the first one
 * @param charset that of the file, for a part without its beginning
 * @param sound whether all quotes of the file may be taken at their word
 * @param afterTable whether the records belong to a second table that began before
 */
public record FilePart(
    long from,
    long to,
    boolean aligned,
    long line,
    List<String> header,
    int width,
    String charset,
    boolean sound,
    boolean afterTable)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Behind the last byte of any file. */
  public static final long END = Long.MAX_VALUE;

  public FilePart {
    header = new ArrayList<>(header);
  }

  /** All of a file. */
  public static FilePart whole(int width, boolean sound) {
    return new FilePart(0, END, true, 0, List.of(), width, "", sound, false);
  }

  public boolean isFirst() {
    return from == 0;
  }

  /** The same records, where they are known to begin. */
  public FilePart startingAt(long place, long linesBefore) {
    return new FilePart(place, to, true, linesBefore, header, width, charset, sound, afterTable);
  }

  /** The same, of a file whose quotes may be damaged. */
  public FilePart doubted() {
    return new FilePart(from, to, aligned, line, header, width, charset, false, afterTable);
  }

  /** The same, if a second table has begun before. */
  public FilePart afterTable(boolean begun) {
    return new FilePart(from, to, aligned, line, header, width, charset, sound, begun);
  }
}
