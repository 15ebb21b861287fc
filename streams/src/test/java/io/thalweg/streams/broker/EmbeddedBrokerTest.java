package io.thalweg.streams.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  @TempDir private Path data;

  @Test
  void start_sameDirectoryAgain_keepsTopicsAndRecords() throws Exception {
    try (EmbeddedBroker first = EmbeddedBroker.start(BrokerSettings.in(data))) {
      TestClients.ensure(first.bootstrapServers(), TopicSpec.events("kept", 1));
      TestClients.send(first.bootstrapServers(), "kept", List.of("a", "b", "c"));
    }

    try (EmbeddedBroker second = EmbeddedBroker.start(BrokerSettings.in(data))) {
      assertThat(TestClients.readCommitted(second.bootstrapServers(), "kept"))
          .containsExactly("a", "b", "c");
    }
  }

  @Test
  void transaction_abortedAndOpen_areHiddenFromCommittedReaders() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(data))) {
      String at = broker.bootstrapServers();
      TestClients.ensure(at, TopicSpec.events("exact", 1));
      try (KafkaProducer<String, String> producer = TestClients.transactionalProducer(at, "tx")) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("exact", "aborted")).get();
        producer.abortTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("exact", "committed")).get();
        producer.commitTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("exact", "open")).get();

        assertThat(TestClients.readCommitted(at, "exact")).containsExactly("committed");
        producer.abortTransaction();
      }
    }
  }

  @Test
  void start_askedPort_listensThere() throws IOException {
    int port = freePort();
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(data).withPort(port))) {
      assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
    }
  }

  @Test
  void start_askedPortTaken_saysSoAndFreesTheDirectory() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      BrokerSettings settings = BrokerSettings.in(data).withPort(taken.getLocalPort());

      assertThatExceptionOfType(BrokerException.class)
          .isThrownBy(() -> EmbeddedBroker.start(settings))
          .withMessageContainingAll("127.0.0.1:" + taken.getLocalPort(), "choose another port");
    }
    DirectoryLock.acquire(data).close();
  }

  @Test
  void start_freePortTakenAtTheLastMoment_triesAnother() throws IOException {
    BrokerSettings settings = BrokerSettings.in(data);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports free = Ports.choose(settings.host(), OptionalInt.empty());
      Queue<Ports> choices =
          new ArrayDeque<>(List.of(new Ports(taken.getLocalPort(), free.controller()), free));

      try (EmbeddedBroker broker = EmbeddedBroker.start(settings, choices::remove)) {
        assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + free.broker());
        TestClients.ensure(broker.bootstrapServers(), TopicSpec.events("served", 1));
      }
    }
  }

  @Test
  void start_addressOfAnotherMachine_namesIt() {
    // RFC 5737: 203.0.113.0/24 belongs to nobody.
    BrokerSettings settings =
        new BrokerSettings(data, "203.0.113.1", OptionalInt.empty(), false, Map.of());

    assertThatExceptionOfType(BrokerException.class)
        .isThrownBy(() -> EmbeddedBroker.start(settings))
        .withMessageContaining("203.0.113.1");
  }

  @Test
  void start_valueKafkaRefuses_namesTheSetting() {
    BrokerSettings settings =
        BrokerSettings.in(data).withOverrides(Map.of("num.io.threads", "many"));

    assertThatExceptionOfType(BrokerException.class)
        .isThrownBy(() -> EmbeddedBroker.start(settings))
        .withMessageContainingAll("num.io.threads", "many");
  }

  @Test
  void start_dataIsAFile_namesIt() throws IOException {
    Path file = Files.createFile(data.resolve("file"));

    assertThatExceptionOfType(BrokerException.class)
        .isThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(file)))
        .withMessageContaining(file + " is a file");
  }

  @Test
  void close_twice_stopsEveryThreadAndFreesTheDirectory() {
    Set<String> before = threads();
    EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(data));
    Set<String> serving = threads();

    broker.close();
    broker.close();

    assertThat(serving).hasSizeGreaterThan(before.size());
    assertThat(threads()).isSubsetOf(before);
    DirectoryLock.acquire(data).close();
  }

  /** Without the two daemons of Kafka's metrics library, which one process has once and keeps. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> !name.startsWith("metrics-meter-tick-thread"))
        .collect(Collectors.toSet());
  }

  private static int freePort() {
    return Ports.choose(BrokerSettings.LOOPBACK, OptionalInt.empty()).broker();
  }
}
