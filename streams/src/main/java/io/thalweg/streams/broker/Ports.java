package io.thalweg.streams.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The two ports of one start. Kafka must be told both numbers before it binds them, so a port found
 * free here can be gone a moment later; {@link EmbeddedBroker} then tries again with others.
 *
 * @param broker where clients connect
 * @param controller where the node talks to itself, always on loopback
 */
record Ports(int broker, int controller) {

  /** Finds what was asked for, or says in one sentence why it cannot be had. */
  static Ports choose(String host, OptionalInt asked) {
    // Both stay bound until both are known, or they could be the same.
    try (ServerSocket broker = bind(host, asked.orElse(0));
        ServerSocket controller = bind(BrokerSettings.LOOPBACK, 0)) {
      return new Ports(broker.getLocalPort(), controller.getLocalPort());
    } catch (BindException e) {
      String where = host + (asked.isPresent() ? ":" + asked.getAsInt() : "");
      throw new BrokerException(
          "The broker cannot listen on "
              + where
              + ": "
              + e.getMessage()
              + "; choose another port, or none to get a free one.",
          e);
    } catch (IOException e) {
      throw new BrokerException("The broker cannot listen on " + host + ": " + e + ".", e);
    }
  }

  private static ServerSocket bind(String host, int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Whether a start failed because somebody else took a port first. */
  static boolean taken(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof BindException) {
        return true;
      }
    }
    return false;
  }
}
