package io.thalweg.streams.cli;

import picocli.CommandLine.IVersionProvider;

/** The version the jar was built with. */
final class Version implements IVersionProvider {
  static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"thalweg " + current()};
  }
}
