package io.thalweg.streams.registry;

import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.RegistryConfig;
import io.thalweg.streams.config.Secret;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates for the connection to the registry, where the JDK's own are not the right ones. */
final class RegistryTls {
  private RegistryTls() {}

  /** The context of the configured stores; empty when there are none. */
  static Optional<SSLContext> context(
      RegistryConfig config, UnaryOperator<@Nullable String> environment) {
    if (config.truststore() == null && config.keystore() == null) {
      return Optional.empty();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(config, environment), trusted(config, environment), null);
      return Optional.of(context);
    } catch (GeneralSecurityException e) {
      throw new ConfigurationException(
          "registry.truststore and registry.keystore cannot be used (%s)."
              .formatted(e.getClass().getSimpleName()));
    }
  }

  private static KeyManager @Nullable [] keys(
      RegistryConfig config, UnaryOperator<@Nullable String> environment)
      throws GeneralSecurityException {
    if (config.keystore() == null) {
      return null; // no certificate of our own
    }
    char[] password =
        password("registry.keystore.password", config.keystorePassword(), environment);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(load("registry.keystore", config.keystore(), password), password);
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trusted(
      RegistryConfig config, UnaryOperator<@Nullable String> environment)
      throws GeneralSecurityException {
    if (config.truststore() == null) {
      return null; // those of the JDK
    }
    char[] password =
        password("registry.truststore.password", config.truststorePassword(), environment);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(load("registry.truststore", config.truststore(), password));
    return factory.getTrustManagers();
  }

  private static char @Nullable [] password(
      String key, @Nullable Secret secret, UnaryOperator<@Nullable String> environment) {
    return secret == null ? null : secret.reveal(key, environment).toCharArray();
  }

  private static KeyStore load(String key, String path, char @Nullable [] password) {
    try {
      return KeyStore.getInstance(new File(path), password);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "%s is '%s', which cannot be read as a PKCS12 or JKS file with the password given (%s)."
              .formatted(key, path, e.getClass().getSimpleName()));
    }
  }
}
