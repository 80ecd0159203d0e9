package io.penstock.ops;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What several steps of one run use together: made for the first, closed after the last of them.
 */
public final class SharedParts implements AutoCloseable {
  private final Map<String, Part> parts = new ConcurrentHashMap<>();
  private final Set<String> steps;

  /** Makes a part, which may fail. */
  public interface Maker<T extends AutoCloseable, E extends Exception> {
    T make() throws E;
  }

  /**
   * @param steps those that the run is to do
   */
  public SharedParts(Set<String> steps) {
    this.steps = Set.copyOf(steps);
  }

  /** Whether the run is to do a step. */
  public boolean isOfRun(String step) {
    return steps.contains(step);
  }

  private static final class Part {
    private final Set<String> users;
    private AutoCloseable part;

    Part(Set<String> users) {
      this.users = users;
    }
  }

  /**
   * The part of that name.
   *
   * @param step who asks
   * @param users the steps that use it, of which some may not be of this run
   */
  @SuppressWarnings("unchecked")
  public <T extends AutoCloseable, E extends Exception> T of(
      String name, String step, Set<String> users, Maker<T, E> maker) throws E {
    Part shared =
        parts.computeIfAbsent(
            name,
            n -> {
              Set<String> ofRun = new HashSet<>(users);
              ofRun.retainAll(steps);
              return new Part(ofRun);
            });
    synchronized (shared) {
      // One that tries again has been done before.
      shared.users.add(step);
      if (shared.part == null) {
        shared.part = maker.make();
      }
      return (T) shared.part;
    }
  }

  /** A step does not need it any more. */
  public void done(String name, String step) {
    Part shared = parts.get(name);
    if (shared == null) {
      return;
    }
    synchronized (shared) {
      shared.users.remove(step);
      if (shared.users.isEmpty()) {
        close(shared);
      }
    }
  }

  /** It cannot be used any more; whoever asks next gets another one. */
  public void broken(String name, AutoCloseable part) {
    Part shared = parts.get(name);
    synchronized (shared) {
      if (shared.part == part) {
        close(shared);
      }
    }
  }

  private static void close(Part shared) {
    try {
      if (shared.part != null) {
        shared.part.close();
      }
    } catch (Exception e) {
      // It was to go anyway.
    }
    shared.part = null;
  }

  @Override
  public void close() {
    parts.values().forEach(SharedParts::close);
  }
}
