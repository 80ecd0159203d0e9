package io.penstock.local;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * A class loader for the S3 program: it needs Servlet 6, while Spark breaks with anything but
 * Servlet 5 under the same names. Everything else comes from the application as usual.
 */
final class S3Libraries extends URLClassLoader {
  private static final String ENGINE = "io.penstock.local.S3ProxyEngine";
  private static final Class<?> ANCHOR = S3Libraries.class;

  private static S3Libraries shared;

  private S3Libraries(URL[] places) {
    super("penstock-s3", places, ANCHOR.getClassLoader());
  }

  static S3Engine engine() {
    try {
      return (S3Engine) shared().loadClass(ENGINE).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw LocalErrors.server("S3", e);
    }
  }

  private static synchronized S3Libraries shared() {
    if (shared == null) {
      shared =
          new S3Libraries(
              new URL[] {
                place(ENGINE.replace('.', '/') + ".class"),
                place("org/gaul/s3proxy/S3Proxy.class"),
                // Only Servlet 6 has this class.
                place("jakarta/servlet/ServletConnection.class")
              });
    }
    return shared;
  }

  /** The jar or folder that a class file lies in. */
  private static URL place(String name) {
    URL url = ANCHOR.getClassLoader().getResource(name);
    if (url == null) {
      throw LocalErrors.missingClass(name);
    }
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        return jar.getJarFileURL();
      }
      String text = url.toString();
      return new URL(text.substring(0, text.length() - name.length()));
    } catch (MalformedURLException e) {
      throw LocalErrors.missingClass(name);
    } catch (IOException e) {
      throw LocalErrors.server("S3", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!own(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  private static boolean own(String name) {
    return name.startsWith("org.gaul.")
        || name.startsWith("jakarta.servlet.")
        || name.equals(ENGINE);
  }
}
