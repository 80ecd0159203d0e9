package io.penstock.io.mysql;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Certificates that a server's has to be signed by, in the form that the driver takes. Each JVM
 * keeps them in a file of its own, because tasks run where the user's file need not be.
 */
final class TrustedCertificates {
  private static final String NO_SECRET = "certificates-are-public";
  private static final Map<String, Path> FILES = new ConcurrentHashMap<>();

  private TrustedCertificates() {}

  /** How many there are. */
  static int count(String pem) throws GeneralSecurityException {
    return read(pem).size();
  }

  /** What makes the driver use TLS, and look who signed the certificate and for which host. */
  static Map<String, String> settings(String pem) {
    return Map.of(
        "sslMode", "VERIFY_IDENTITY",
        "trustCertificateKeyStoreUrl",
            FILES
                // Whoever cleans up temporary files may have taken it.
                .compute(pem, (p, made) -> made != null && Files.exists(made) ? made : file(p))
                .toUri()
                .toString(),
        "trustCertificateKeyStoreType", "PKCS12",
        "trustCertificateKeyStorePassword", NO_SECRET,
        "fallbackToSystemTrustStore", "false");
  }

  private static Path file(String pem) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : read(pem)) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
      Path file = Files.createTempFile("penstock-ca", ".p12");
      file.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, NO_SECRET.toCharArray());
      }
      return file;
    } catch (GeneralSecurityException | IOException e) {
      throw EndpointErrors.noTrustStore(e);
    }
  }

  private static Collection<? extends Certificate> read(String pem)
      throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }
}
